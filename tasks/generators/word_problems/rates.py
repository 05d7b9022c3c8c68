"""Speed, work a day, weeks to save, area, ages, averages, percentages and fractions."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.story import Draft, Story, Thing, listing

SPEED = pool("speed", "{a_car} travels at {s} miles per hour for {h hours}.", "{A} drives for {h hours} at {s} miles per hour.", "{a_car} goes {s} miles in one hour and runs for {h hours}.", "for {h hours}, {A} keeps up a speed of {s} miles per hour.", "{A} rides at a speed of {s} miles an hour for {h hours}.", "{a_car} covers {s} miles every hour. The trip takes {h hours}.",
    "{A} spends {h hours} on the road, going {s} miles every hour.", "a trip in {a_car} lasts {h hours} at {s} miles per hour.", "{a_car} moves at a steady {s} miles per hour for {h hours}.", "driving at {s} miles per hour, {A} is on the way for {h hours}.",
    "{A}'s trip takes {h hours}. The speed is {s} miles per hour.", "in each of {h hours}, {a_car} covers {s} miles.", "{A} is on {a_car} that goes {s} miles an hour. The ride takes {h hours}.", "at a speed of {s} miles per hour, {a_car} is under way for {h hours}.",
    "{A} travels {s} miles each hour, and keeps going for {h hours}.", "{A} left home and rode for {h hours}, making {s} miles every hour.",
    "{a_car} carries {A} for {h hours} at {s} miles per hour.", "every hour, {A} gets {s} miles further. The trip lasts {h hours}.", "{A} takes {a_car} for {h hours}, and it goes {s} miles per hour.",
    "{a_car} needs {h hours} for its trip and makes {s} miles in each of them.", "it takes {h hours} for {a_car} to reach the next town, going {s} miles an hour.", "{s} miles per hour is the speed of {a_car} that travels for {h hours}.",
    "{A} never goes faster or slower than {s} miles per hour, and drives for {h hours}.",
)  # fmt: skip
ASK_FAR = pool("ask_far", "how far is that?", "how many miles is that?", "what is the distance in miles?", "how long is the way, in miles?", "how many miles are covered?", "find the distance in miles.",
    "how many miles long is the trip?", "what distance is that, in miles?", "how far does the trip go, in miles?", "how many miles does the whole trip have?",
    "can you tell how many miles that is?", "how many miles have been traveled after that?", "what is the length of the trip in miles?", "calculate the distance in miles.",
    "what number of miles is that?",
    "that is how many miles?", "how far is it from start to finish, in miles?", "what does that come to in miles?", "how many miles go by in that time?", "work out how many miles that is.", "in that time, how many miles are covered?",
    "what is the number of miles covered?", "how many miles would a map show for this?", "how great a distance is that, in miles?", "by the end, how many miles have been covered?", "in miles, how long is the distance covered?",
    "how many miles would that be altogether?", "determine the distance covered, in miles.",
)  # fmt: skip
SPEED_ONLY = pool("speed_only", "{A} drives at {s} miles per hour.", "{a_car} moves at {s} miles per hour.", "{A} rides {s} miles each hour.", "the speed of {a_car} is {s} miles per hour.",
    "{A} covers {s} miles in each hour.", "{A} is on {a_car} that makes {s} miles an hour.", "{a_car} goes {s} miles in an hour.", "every hour, {a_car} covers {s} miles.",
    "the speed limit is {s} miles per hour, and {A} drives just that fast.", "{A}'s speed is {s} miles an hour.",
    "in one hour, {A} gets {s} miles further.", "{s} miles are covered by {a_car} in every hour.", "it takes {a_car} one hour to go {s} miles.", "{A} needs one hour for every {s} miles.", "for {A}, an hour on the road means {s} miles.",
)  # fmt: skip
ASK_HOURS = pool("ask_hours", "how many hours does it take to go {m} miles?", "how long does it take for {m} miles, in hours?", "how many hours are needed for {m} miles?", "in how many hours are {m} miles covered?", "how long will a trip of {m} miles take, in hours?",
    "if the trip is {m} miles long, how many hours does it take?", "the next city is {m} miles away. How many hours is the trip?", "how many hours will {m} miles take?", "after how many hours are {m} miles done?",
    "the trip is {m} miles long. How many hours will it last?", "find how many hours it takes to cover {m} miles.", "at that speed, how many hours are {m} miles?", "what number of hours does a distance of {m} miles take?",
    "to cover {m} miles, how many hours are needed?", "{m} miles lie ahead. How many hours is that?", "when {m} miles have been covered, how many hours have gone by?", "going {m} miles takes how many hours?",
    "a town is {m} miles off. In how many hours is it reached?", "for how many hours must one travel to cover {m} miles?", "work out the time needed for {m} miles, in hours.", "how many hours does one spend on the road for {m} miles?",
    "how much time, in hours, goes by on a trip of {m} miles?", "the distance is {m} miles. What is the travel time in hours?", "after {m} miles, how many hours have passed?",
    "suppose there are {m} miles to go. How many hours does that take?",
)  # fmt: skip
WENT = pool("went", "{A} drove {m} miles in {h hours}.", "{a_car} traveled {m} miles in {h hours}.", "it took {A} {h hours} to go {m} miles.", "in {h hours}, {a_car} covered {m} miles.",
    "{A} rode {m} miles, and it took {h hours}.", "a trip of {m} miles took {A} {h hours}.", "{a_car} was on the way for {h hours} and covered {m} miles.", "after {h hours}, {A} had gone {m} miles.",
    "{A} went {m} miles by car in {h hours}.", "{A} needed {h hours} for {m} miles.",
    "{m} miles lay behind {A} after {h hours}.", "{A} was on the road for {h hours} and made {m} miles.", "in a trip that lasted {h hours}, {A} covered {m} miles.", "{a_car} took {h hours} for a distance of {m} miles.",
    "it was a ride of {m} miles, and {A} was there after {h hours}.",
)  # fmt: skip
ASK_SPEED = pool("ask_speed", "how many miles per hour is that?", "what was the speed in miles per hour?", "how fast was that, in miles per hour?", "how many miles were covered in each hour?",
    "what was the average speed in miles per hour?", "find the speed in miles per hour.", "how many miles is that for each hour?", "at what speed was that, in miles per hour?",
    "how many miles did each hour bring?", "if the speed never changed, how many miles per hour was it?",
    "in one hour, how many miles were covered?", "what was the speed?", "that is how many miles for every hour?", "work out the average speed in miles per hour.", "what did the speedometer show all the time, in miles per hour?",
    "how many miles went by in a single hour at that speed?", "each hour, how many miles was that on average?", "how many miles did it take only one hour to go?", "going equally fast all the time, how many miles per hour is that?",
)  # fmt: skip
DAILY = pool("daily", "{A} {~do_} {p items} {every}.", "{every}, {A} {~do_} {p items}.", "{A} {~do_} {p items} {every}, always the same number.", "it is {A}'s habit to {=do_} {p items} {every}.", "{A} plans to {=do_} {p items} {every}.", "{A} can {=do_} {p items} {every}.",
    "{A} wants to {=do_} {p items} {every}.", "{A} makes it a rule to {=do_} {p items} {every}.", "the number of {items} {A} can {=do_} {every} is {p}.", "{A} is able to {=do_} {p items} {every}.",
    "{A} likes to {=do_} {p items} {every}.", "{every}, {A} is supposed to {=do_} {p items}.", "{A} has decided to {=do_} {p items} {every}.", "{A} manages to {=do_} {p items} {every}.",
    "{A} usually {~do_} {p items} {every}.", "{A}'s job is to {=do_} {p items} {every}.", "it is easy for {A} to {=do_} {p items} {every}.", "{A} always {~do_} {p items} {every}.",
    "{p items} {every} is what {A} {~do_}.", "it is normal for {A} to {=do_} {p items} {every}.", "no matter what, {A} {~do_} {p items} {every}.", "as a rule, {A} {~do_} {p items} {every}.", "without fail, {A} {~do_} {p items} {every}.",
    "in {A}'s notebook it says: {p items} to {=do_} {every}.", "{A} {~do_} {p items} {every}, no more and no less.", "{A}'s plan is simple: {=do_} {p items} {every}.",
)  # fmt: skip
DAILY_ASK = pool("daily_ask", "how many {items} is that in {t days}?", "how many {items} does {he} {=do_} in {t days}?", "how many {items} will {A} {=do_} in {t days}?", "after {t days}, how many {items} is that?", "if {he} does this for {t days}, how many {items} is that [in all|altogether]?", "how many {items} would {A} {=do_} over {t days}?",
    "in {t days}, how many {items} is that?", "how many {items} can {he} {=do_} in {t days}?", "what number of {items} will {he} {=do_} in {t days}?", "find how many {items} {A} can {=do_} in {t days}.",
    "how many {items} are that after {t days}?", "if {t days} go by, how many {items} is that altogether?", "over {t days}, how many {items} will {he} {=do_}?", "how many {items} does that make in {t days}?",
    "suppose {he} goes on for {t days}. How many {items} is that?", "what is the total number of {items} for {t days}?", "at this rate, how many {items} will {A} {=do_} in {t days}?", "when {t days} are over, how many {items} is that?",
    "when {t days} have gone by, how many {items} is that?", "that makes how many {items} in {t days}?", "work out how many {items} that is in {t days}.", "how many {items} does that come to over {t days}?",
    "for {t days}, what is the number of {items}?", "let {t days} pass. How many {items} is that?", "how many {items} would you count at the end of {t days}?", "what do {t days} bring in {items}?",
    "how many {items} has {he} {@do_} when {t days} are over?", "{t days} go by like this. How many {items} will {he} have {@do_}?", "keeping it up for {t days}, {he} will {=do_} how many {items}?",
    "suppose nothing changes for {t days}. How many {items} will be {@do_}?", "how many {items} can be expected of {him} in {t days}?",
)  # fmt: skip
DAILY_HOW_LONG = pool("daily_how_long", "how many {days} does it take {him} to {=do_} {t items}?", "how many {days} will it take to {=do_} {t items}?", "how many {days} are needed for {t items}?", "for {t items}, how many {days} does {he} need?", "in how many {days} will {he} {=do_} {t items}?",
    "how long does {he} need for {t items}, in {days}?", "{he} has {t items} to {=do_}. How many {days} will that take?", "to {=do_} {t items}, how many {days} does {he} need?", "{t items} will take {him} how many {days}?",
    "how many {days} go by before {he} has {@do_} {t items}?", "find how many {days} it takes to {=do_} {t items}.", "if {he} wants to {=do_} {t items}, how many {days} does that take?", "at this rate, how many {days} does {he} need for {t items}?",
    "after how many {days} has {he} {@do_} {t items}?",
    "when will {he} be done with {t items}, in {days} from now?", "{t items} are waiting for {him}. How many {days} is that?", "{t items} is the goal. How many {days} will go by?",
    "how much time does {he} need to {=do_} {t items}, counted in {days}?", "until {t items} are {@do_}, how many {days} must {he} go on?", "for how many {days} must {he} keep this up to {=do_} {t items}?",
    "work out the number of {days} for {t items}.", "{he} stops after {t items}. How many {days} is {he} busy?", "what number of {days} will {he} spend on {t items}?", "{t items} take how many {days} at this rate?",
    "suppose there are {t items} to {=do_}. How many {days} does {he} need?",
)  # fmt: skip
IN_ALL = pool("in_all", "{A} {~do_} {m items} in {t days}.", "in {t days}, {A} {~do_} {m items}.", "{A} {~do_} {m items} over {t days}.", "it takes {A} {t days} to {=do_} {m items}.",
    "{m items} were {@do_} by {A} in {t days}.", "it took {A} {t days} to {=do_} {m items}.", "{A} needed {t days} to {=do_} {m items}.", "after {t days}, {A} had {@do_} {m items}.",
    "{A} had {t days} and {~do_} {m items} in that time.", "within {t days}, {A} {~do_} {m items}.", "{A} {~do_} {m items}, which took {t days}.", "{A}'s total for {t days} was {m items} {@do_}.",
    "{A} spent {t days} on this and {~do_} {m items}.", "by the end of {t days}, {m items} had been {@do_} by {A}.", "{m items} is what {A} {~do_} in {t days}.", "all in all, {A} {~do_} {m items} in the course of {t days}.",
    "{t days} were enough for {A} to {=do_} {m items}.", "{A} looked back on {t days} and counted {m items} {@do_}.",
)  # fmt: skip
PER_ONE = pool("per_one", "how many {items} is that per {one days}?", "how many {items} did {he} {=do_} each {one days}, if it was always the same?", "if it was the same number every {one days}, how many {items} is that each {one days}?", "what is the number of {items} per {one days}?", "how many {items} did {A} average per {one days}?",
    "how many {items} did {he} {=do_} per {one days}?", "how many {items} were {@do_} each {one days}, if it was always the same number?", "on average, how many {items} did {A} {=do_} each {one days}?", "find the number of {items} for each {one days}.",
    "if {he} {~do_} the same number each {one days}, what was that number?", "how many {items} is that for every {one days}?", "how many {items} did {he} {=do_} every {one days}, if all were alike?", "at what rate was that, in {items} per {one days}?",
    "in a single {one days}, how many {items} is that?", "that is how many {items} for each {one days}?", "how many {items} would {he} {=do_} in just one {one days} at that rate?",
    "spread evenly, how many {items} is that for one {one days}?", "every {one days} was like the others. How many {items} did {he} {=do_} in one of them?", "work out how many {items} that is per {one days}.",
    "what was {A}'s average number of {items} per {one days}?", "if each {one days} brought as many as the next, how many {items} did it bring?", "for a single {one days}, what is the average number of {items}?",
    "suppose {he} {~do_} equally many every {one days}. How many {items} was that?",
)  # fmt: skip
DAILY_LEFT = pool("daily_left", "how many {items} are left to {=do_} after {t days}?", "after {t days}, how many {items} remain?", "how many {items} will {he} still have to {=do_} after {t days}?", "with {t days} gone, how many {items} are still to {=do_}?",
    "how many {items} are still missing after {t days}?", "when {t days} are over, how many {items} does {he} still have to {=do_}?", "how many {items} are not yet {@do_} after {t days}?", "after {t days}, how many more {items} must {he} {=do_}?",
    "how many more {items} does {he} need to {=do_} after {t days}?", "find how many {items} are left to {=do_} after {t days}.", "how many of the {items} remain after {t days}?", "{t days} later, how many {items} are still to be {@do_}?",
    "how far from the goal is {he} after {t days}, in {items}?", "how many {items} has {he} not {@do_} yet when {t days} are over?", "{t days} go by. How many {items} are still ahead of {him}?",
    "that leaves how many {items} after {t days}?", "{t days} from now, how many {items} will {he} still have ahead?", "what number of {items} is there still to {=do_} after {t days}?",
    "at the end of {t days}, how many {items} are missing?", "when {he} has worked for {t days}, how many {items} remain to be {@do_}?", "work out how many {items} {he} has yet to {=do_} after {t days}.",
    "after {t days}, {he} must still {=do_} how many {items}?",
)  # fmt: skip
GOAL = pool("goal", "{he} wants to {=do_} {m items} in all.", "the goal is {m items}.", "{A} has {m items} to {=do_}.", "{he} must {=do_} {m items} altogether.",
    "all in all, {he} has to {=do_} {m items}.", "there are {m items} to {=do_}.", "{he} plans to stop after {m items}.", "{his} goal is to {=do_} {m items}.",
    "{A} promised to {=do_} {m items}.", "a total of {m items} must be {@do_}.", "there are {m items} for {him} to {=do_} in all.", "{A} hopes to {=do_} {m items} in the end.",
    "{m items} is what {he} is aiming for.", "in the end, it should be {m items}.", "{he} will not stop before there are {m items} in all.", "someone asked {A} to {=do_} {m items} in all.", "altogether, {m items} have to be {@do_}.",
    "the whole job is {m items}.",
)  # fmt: skip
SAVE = pool("save", "{A} wants {an thing} that costs {$c}. {He} already has {$s} and saves {$w} every week.", "{A} has saved {$s} for {an thing} which costs {$c}. {He} can save {$w} a week.", "{an thing} costs {$c}. {A} has {$s} and gets {$w} each week.", "to buy {an thing} for {$c}, {A} adds {$w} a week to the {$s} {he} has.",
    "{A} has {$s} and puts aside {$w} every week to buy {an thing} for {$c}.", "{A} would like to buy {an thing}. The price is {$c}. {He} has {$s} now and can save {$w} each week.", "{an thing} is {$c}, but {A} has only {$s}. {He} earns {$w} a week.", "{A} has put aside {$s} and adds {$w} each week. {He} wants {an thing} for {$c}.",
    "{A} is saving for {an thing} with a price of {$c}. {He} has {$s} so far and gets {$w} every week.", "every week {A} saves {$w}. {He} has {$s} already, and {an thing} costs {$c}.", "{A} has {$s} saved for {an thing} that costs {$c}. Each week {he} can save another {$w}.", "{A} wants to buy {an thing} that sells for {$c}. {He} starts with {$s} and puts {$w} with it every week.",
    "{A}'s dream is {an thing} for {$c}. {He} has {$s} in {his} piggy bank and puts in {$w} more every week.", "to get {an thing}, {A} needs {$c}. {$s} of that is saved already, and each week brings {$w} more.",
    "{an thing} in a shop window costs {$c}. {A} owns {$s} and gets {$w} a week to add to it.", "with {$s} in the bank and {$w} more every week, {A} is saving for {an thing} that costs {$c}.",
    "{A} needs {$c} for {an thing}. So far {he} has {$s}, and {he} can put aside {$w} a week.", "there is {$s} in {A}'s savings jar, and {$w} goes in every week. {A} wants {an thing} for {$c}.",
)  # fmt: skip
ASK_WEEKS = pool("ask_weeks", "how many weeks will it take {him} to save the rest?", "how many [more ]weeks must {he} save?", "in how many weeks can {he} buy it?", "how many weeks does {he} still have to wait?",
    "how many weeks does {he} have to save until {he} has enough?", "after how many weeks will {he} have enough money?", "how many weeks from now will {he} have the money?", "how long will it take, in weeks, until {he} can buy it?",
    "find how many weeks {he} needs to save the rest.", "in how many weeks will {he} have enough?", "how many weeks does it take until {he} can pay for it?", "what number of weeks must {he} go on saving?",
    "when will {he} have enough, in weeks from now?", "for how many weeks must {he} keep saving?", "how many weeks will have passed when {he} has all the money {he} needs?", "until {he} can buy it, how many weeks must go by?",
    "how many times must {he} get this weekly amount to have enough?", "work out how many weeks {he} must wait.", "what is the number of weeks {he} needs to get the missing money?", "the rest of the money will take how many weeks?",
    "how many weeks of saving are still ahead of {him}?", "how many more weeks until {he} has enough?",
)  # fmt: skip
RECTANGLE = pool("rectangle", "{a_room} is {x} {feet} long and {y} {feet} wide.", "{a_room} has a length of {x} {feet} and a width of {y} {feet}.", "{a_room} measures {x} {feet} by {y} {feet}.", "the sides of {a_room} are {x} {feet} and {y} {feet}.", "{A} has {a_room} that is {x} {feet} by {y} {feet}.", "{A} wants to know about {a_room} that is {x} {feet} long and {y} {feet} wide.",
    "the length of {a_room} is {x} {feet}, and the width is {y} {feet}.", "{A} measures {a_room} and finds it {x} {feet} long and {y} {feet} wide.", "{A} draws {a_room} that is {y} {feet} wide and {x} {feet} long.", "{a_room} has the shape of a rectangle, {x} {feet} by {y} {feet}.",
    "there is {a_room} with a length of {x} {feet} and a width of {y} {feet}.", "{a_room} is {y} {feet} wide, and its length is {x} {feet}.", "{A}'s plan shows {a_room} measuring {x} {feet} by {y} {feet}.", "on one side {a_room} measures {x} {feet}, on the other {y} {feet}.",
    "{x} {feet} by {y} {feet} is the size of {a_room}.", "from end to end {a_room} is {x} {feet}, and from side to side it is {y} {feet}.", "a sketch shows {a_room} as a rectangle with sides of {x} {feet} and {y} {feet}.",
    "for {a_room}, {A} writes down a length of {x} {feet} and a width of {y} {feet}.", "{A} walks along {a_room}: it is {x} {feet} one way and {y} {feet} the other way.",
    "two sides of {a_room} are {x} {feet} each, and the other two are {y} {feet} each.",
)  # fmt: skip
ASK_AREA = pool("ask_area", "what is its area?", "what is the area in square {feet}?", "how many square {feet} is that?", "how large is its surface in square {feet}?", "find the area.",
    "how big is the area in square {feet}?", "what area does it cover, in square {feet}?", "how many square {feet} does it cover?", "what is the size of its surface, in square {feet}?",
    "how many square {feet} does it have?", "calculate the area in square {feet}.", "what is the area of this rectangle?", "how much area does it have, in square {feet}?",
    "what does length times width give, in square {feet}?", "work out its area.", "how much surface does it have, in square {feet}?", "what is the size of the area in square {feet}?", "it covers how many square {feet}?",
    "how many square {feet} of surface does it take up?", "determine the area in square {feet}.", "its area is how many square {feet}?", "what would you write down for its area, in square {feet}?",
)  # fmt: skip
ASK_PERIMETER = pool("ask_perimeter", "what is its perimeter?", "how many {feet} is it all the way around?", "what is the distance around it, in {feet}?", "how many {feet} of edge does it have?", "find the perimeter.",
    "how long is the way around it, in {feet}?", "what do all its sides add up to, in {feet}?", "how many {feet} of fence would go around it?", "how many {feet} is the perimeter?",
    "calculate the perimeter in {feet}.", "what is the total length of its edges, in {feet}?", "once around it is how many {feet}?", "what is the perimeter of this rectangle?",
    "if you trace its edge once all the way around, how many {feet} is that?", "adding up all four sides, how many {feet} is that?", "work out the perimeter.", "how many {feet} of ribbon would it take to go around it once?",
    "all its sides together are how many {feet}?", "how long is its border, in {feet}?", "an ant crawls once around the edge. How many {feet} is that?", "what is the sum of its four sides in {feet}?",
    "going once around it, how many {feet} is that?", "how long is a line drawn around it, in {feet}?",
)  # fmt: skip
RECTANGLE_AREA = pool("rectangle_area", "{a_room} has an area of {a} square {feet} and is {y} {feet} wide.", "the area of {a_room} is {a} square {feet}. Its width is {y} {feet}.", "{a_room} covers {a} square {feet}. It is {y} {feet} wide.", "with a width of {y} {feet}, {a_room} has an area of {a} square {feet}.",
    "{A} has {a_room} with an area of {a} square {feet}. The width is {y} {feet}.", "{a_room} is {y} {feet} wide, and its area is {a} square {feet}.", "{A} knows that {a_room} has an area of {a} square {feet} and a width of {y} {feet}.", "there is {a_room}, {y} {feet} wide, with an area of {a} square {feet}.",
    "an area of {a} square {feet} and a width of {y} {feet} belong to {a_room}.", "{y} {feet} is the width of {a_room}, which covers {a} square {feet}.", "a rectangle of {a} square {feet}, {a_room} is {y} {feet} wide.",
    "{A} measures {a_room}: the width is {y} {feet}, and the area is {a} square {feet}.",
)  # fmt: skip
ASK_LENGTH = pool("ask_length", "how long is it?", "what is its length in {feet}?", "how many {feet} long is it?", "what length does it have, in {feet}?",
    "what is the length?", "find its length in {feet}.", "how long must it be, in {feet}?", "what does its length measure, in {feet}?",
    "what must the length be?", "how many {feet} does it measure from end to end?", "its length is how many {feet}?", "work out the length in {feet}.", "how long is its other side, in {feet}?", "what is the other side, in {feet}?",
)  # fmt: skip
AGE = pool("age", "{X} is {n} years old.", "{X} is {n} [now|this year].", "{X} has just turned {n}.", "{n} is {X}'s age.",
    "{X} is now {n} years of age.", "{X}'s age is {n}.", "{X} celebrated {n} years this summer.", "{X} turned {n} last month.",
    "at the moment, {X} is {n}.", "the age of {X} is {n} years.",
    "{X} has been alive for {n} years.", "there were {n} candles on {X}'s birthday cake yesterday.", "{X} is {n} years of age.", "someone asks {X}'s age, and the answer is {n}.",
)  # fmt: skip
AGE_MORE = pool("age_more", "{Y} is {d} years older than {X}.", "{Y} is older than {X} by {d} years.", "{X} is {d} years younger than {Y}.", "{X} was born {d} years after {Y}.",
    "{Y} was born {d} years before {X}.", "compared with {X}, {Y} is {d} years older.", "{X} is younger than {Y} by {d} years.", "{Y} has lived {d} years longer than {X}.",
    "there are {d} years between {X} and {Y}, who is older.",
    "{d} years lie between the birth of {Y} and the later birth of {X}.", "when {X} was born, {Y} was {d} years old.", "{Y} turned {d} on the very day {X} was born.", "take {d} years off {Y}'s age, and you get {X}'s.",
)  # fmt: skip
AGE_LESS = pool("age_less", "{Y} is {d} years younger than {X}.", "{Y} is younger than {X} by {d} years.", "{X} is {d} years older than {Y}.", "{X} was born {d} years before {Y}.",
    "{Y} was born {d} years after {X}.", "compared with {X}, {Y} is {d} years younger.", "{X} is older than {Y} by {d} years.", "{X} has lived {d} years longer than {Y}.",
    "there are {d} years between {X} and {Y}, who is younger.",
    "when {Y} was born, {X} was {d} years old.", "{X} turned {d} on the very day {Y} was born.", "take {d} years off {X}'s age, and you get {Y}'s.", "{d} years lie between the birth of {X} and the later birth of {Y}.",
)  # fmt: skip
AGE_TIMES = pool("age_times", "{Y} is {d} times as old as {X}.", "{Y}'s age is {d} times {X}'s age.", "{Y} is {d} times the age of {X}.", "{Y} has {d} times the years {X} has.",
    "{Y} has lived {d} times as long as {X}.", "the age of {Y} is {d} times that of {X}.", "multiply {X}'s age by {d}, and you get {Y}'s.", "compared with {X}, {Y} is {d} times as old.",
    "for every year {X} has lived, {Y} has lived {d}.", "you get {Y}'s age if you take {X}'s age {d} times.", "{X}'s age goes into {Y}'s age exactly {d} times.", "{Y}'s years are {d} times as many as {X}'s.",
)  # fmt: skip
AGE_ASK = pool("age_ask", "how old is {Y}?", "what is {Y}'s age?", "how many years old is {Y}?", "find {Y}'s age.",
    "what is the age of {Y}?", "can you tell how old {Y} is?", "how old is {Y} now?", "calculate {Y}'s age.",
    "how many years has {Y} lived?", "work out how old {Y} is.", "that makes {Y} how old?", "what age is {Y}?", "{Y} is how many years old?", "how many candles would be right for {Y}'s age?",
)  # fmt: skip
AGE_THEN = pool("age_then", "how old will {Y} be in {k} years?", "in {k} years, how old will {Y} be?", "what will {Y}'s age be in {k} years?", "{k} years from now, how old will {Y} be?",
    "what age will {Y} have reached in {k} years?", "how old is {Y} going to be in {k} years?", "after {k} more years, how old will {Y} be?", "find {Y}'s age in {k} years.",
    "{k} years will go by. How old will {Y} be then?",
    "when {k} more years have passed, what age will {Y} be?", "let {k} years pass. What is {Y}'s age then?", "{Y} will be how old in {k} years?", "work out how old {Y} will be {k} years from now.",
    "how many years old will {Y} be, {k} years from today?", "{k} years later, what will {Y}'s age be?",
)  # fmt: skip
AGE_AGO = pool("age_ago", "how old was {Y} {k} years ago?", "{k} years ago, how old was {Y}?", "what was {Y}'s age {k} years ago?", "how many years old was {Y}, {k} years ago?",
    "find {Y}'s age {k} years ago.", "what age was {Y}, {k} years ago?", "how old must {Y} have been {k} years ago?", "going back {k} years, how old was {Y}?",
    "{Y} was how old {k} years ago?", "what was the age of {Y}, {k} years back?", "work out how old {Y} was {k} years ago.", "think back {k} years. How old was {Y} then?", "how many years had {Y} lived, {k} years ago?",
    "before the last {k} years went by, how old was {Y}?",
)  # fmt: skip
AGE_SUM = pool("age_sum", "how old are {X} and {Y} together?", "what is the sum of their ages?", "what do their ages add up to?", "how many years do they count together?",
    "find the sum of their ages.", "what is the total of their ages?", "added together, how old are {X} and {Y}?", "if you add {X}'s age and {Y}'s, what do you get?",
    "how many years are {X} and {Y} together?",
    "how much is {X}'s age plus {Y}'s age?", "taken together, how many years have {X} and {Y} lived?", "work out the sum of the ages of {X} and {Y}.", "the ages of {X} and {Y} make how many years in all?",
    "what is the combined age of {X} and {Y}?", "put their ages together. What does that make?",
)  # fmt: skip
AVERAGE = pool("average", "in {k} {rounds}, {A} {~do_} {list} {items}.", "{A} {~do_} {list} {items} in {k} {rounds}.", "over {k} {rounds}, {A}'s {items} were {list}.", "the {items} {A} {~do_} in {k} {rounds} were {list}.",
    "{A} kept count for {k} {rounds}: {list} {items}.", "{A}'s {items} in {k} {rounds} came to {list}.", "in the course of {k} {rounds}, {A} {~do_} {list} {items}.", "the numbers of {items} {A} {~do_} over {k} {rounds} were {list}.",
    "{A} made a table of {k} {rounds}, and the {items} in it were {list}.", "for {k} {rounds}, {A} wrote down how many {items} there were: {list}.", "{list} {items}: that is what {A} {~do_} in {k} {rounds}.",
    "one after the other, {k} {rounds} brought {A} {list} {items}.",
)  # fmt: skip
ASK_AVERAGE = pool("ask_average", "what is the average number of {items}?", "how many {items} is that on average?", "what was the average per {one_round}?", "what is the mean number of {items}?", "find the average.",
    "how many {items} did {A} average?", "find the average number of {items}.", "on average, how many {items} is that per {one_round}?", "what is {A}'s average?",
    "what was the mean number of {items} per {one_round}?", "how many {items} per {one_round} is that on average?",
    "what is the mean?", "what was {A}'s average number of {items} per {one_round}?", "work out the average number of {items} per {one_round}.",
    "if every {one_round} had been the same, with the same total, how many {items} would each have brought?", "spread evenly, how many {items} would that be for each {one_round}?", "calculate the mean number of {items} per {one_round}.",
    "per {one_round}, how many {items} was that on average?", "taking the average, how many {items} per {one_round} is that?",
)  # fmt: skip
PERCENT = pool("percent", "{p!}% of the {q items} {in_place} are {c}.", "there are {q items} {in_place}, and {p!}% of them are {c}.", "{A} {~have} {q items}. {p!}% of them are {c}.", "of {q items}, {p!}% are {c}.", "{A} {~have} {q items}, and {p} percent are {c}.",
    "{A} counted {q items} {in_place} and saw that {p!}% were {c}.", "out of {q items} {in_place}, {p!}% are {c}.", "{A} has {q items}, of which {p!}% are {c}.", "{in_place} there are {q items}. {p!}% of these are {c}.",
    "if you look at the {q! items} {in_place}, {p!}% are {c}.",
    "a count of the {q! items} {in_place} shows that {p!}% are {c}.", "{A} sorts {q items} by color and finds that {p!}% are {c}.", "{p!}% of {A}'s {q! items} are {c}.", "{c} is the color of {p!}% of the {q! items} {in_place}.",
    "among the {q! items} {in_place}, {p!}% are {c}.",
)  # fmt: skip
ASK_PERCENT = pool("ask_percent", "how many {items} are {c}?", "how many of the {items} are {c}?", "how many are {c}?", "what number of {items} is {c}?",
    "what is the number of {c} {items}?", "how many {c} {items} are there?", "find the number of {c} {items}.", "how many {c} {items} is that?",
    "how many of them are {c}?", "that makes how many {c} {items}?", "work out how many {items} are {c}.", "what is the number of {items} that are {c}?", "{c} is the color of how many {items}?",
    "counting only the {c} {items}, how many are there?",
)  # fmt: skip
ASK_NOT = pool("ask_not", "how many {items} are not {c}?", "how many of them are not {c}?", "how many of the {items} have another color?", "how many {items} are of other colors?",
    "what is the number of {items} that are not {c}?", "find how many {items} are not {c}.", "how many of the {items} have a color other than {c}?", "leaving out the {c} {items}, how many are there?",
    "how many {items} do not have the color {c}?", "work out how many of the {items} are not {c}.", "taking away the {c} {items}, how many {items} remain?", "what number of {items} is not {c}?",
    "how many {items} are there in colors other than {c}?", "{c} is not the color of how many {items}?",
)  # fmt: skip
FRACTION = pool("fraction", "{A} {~have} {q! items}. {He} {~lose} {f} of them.", "{A} {~have} {q! items} and {~lose} {f} of them.", "{f} of {A}'s {q! items} were {@lose}.", "of {A}'s {q! items}, {f} were {@lose}.", "{A} {~gain} {q! items} and then {~lose} {f} of the {items}.",
    "{A} {~have} {q! items}, and {f} of them were {@lose}.", "out of {q! items}, {A} {~lose} {f}.", "{A} {~start} with {q! items}, of which {f} were {@lose}.", "there were {q! items}, and {A} {~lose} {f} of them.",
    "{A} {~gain} {q! items}. Later, {f} of them were {@lose}.", "{A} counted {q! items} and then {~lose} {f} of them.",
    "{A} counted {q! items}. Of these, {f} were {@lose}.", "there were {q! items} in {A}'s house until {f} of them were {@lose}.", "once, {A} {~have} {q! items}, but {f} of them were {@lose}.", "from {q! items}, {A} {~lose} {f}.",
    "at first there were {q! items}. Then {A} {~lose} {f} of them.",
)  # fmt: skip
ASK_FRACTION = pool("ask_fraction", "how many {items} were {@lose}?", "how many {items} did {A} {=lose}?", "how many did {he} {=lose}?", "what number of {items} did {he} {=lose}?", "how many of the {items} did {A} {=lose}?",
    "what was the number of {items} {@lose}?", "find how many {items} were {@lose}.", "how many {items} is that?", "how many of them were {@lose}?",
    "can you tell how many {items} were {@lose}?",
    "that is how many {items}?", "how many {items} make up that part?", "work out the number of {items} {@lose}.", "so how many of {A}'s {items} were {@lose}?", "how many {items} does that part come to?",
    "of all the {items}, how many did {he} {=lose}?", "what is that part as a number of {items}?",
)  # fmt: skip
ASK_FRACTION_LEFT = pool("ask_fraction_left", "how many {items} {does} {A} have left?", "how many {items} are left?", "how many {items} {does} {he} still have?", "how many of the {items} remain?", "how many {items} were left?",
    "find how many {items} are left.", "how many {items} were not {@lose}?", "what number of {items} is left?", "after that, how many {items} {does} {A} have?",
    "how many {items} stayed with {A}?", "how many {items} are still there?",
    "what is left of the {items}, as a number?", "that leaves {A} with how many {items}?", "work out how many {items} remain.", "of all the {items}, how many {does} {he} still have?", "how many {items} did {A} not {=lose}?",
    "what number of {items} did that leave?", "when {he} counts the {items} again, how many are there?", "how big is the part that is left, in {items}?",
)  # fmt: skip
DOZEN = pool("dozen", "{A} {~buy} {n} dozen {items}.", "{A} {~gain} {n} dozen {items}.", "there are {n} dozen {items} in {a boxes}.", "{n} dozen {items} were delivered to {A}.",
    "{A} ordered {n} dozen {items}.", "{A} needs {n} dozen {items} for a party.", "{A} packs {n} dozen {items} into {a boxes}.", "someone brings {A} {n} dozen {items}.",
    "{A} has {n} dozen {items}.", "in the kitchen there are {n} dozen {items}.",
    "on {A}'s shopping list are {n} dozen {items}.", "a friend carries {n} dozen {items} home for {A}.", "{A} counts the {items} and gets {n} dozen.", "in {A}'s cart there are {n} dozen {items}.",
    "it is {n} dozen {items} that {A} asked for.",
)  # fmt: skip
WEEKS = pool("weeks", "{A} {~do_} {p items} a day.", "{A} {~do_} {p items} every day.", "each day {A} {~do_} {p items}.", "day after day, {A} {~do_} {p items}.",
    "{A} can {=do_} {p items} in a day.", "{A} {~do_} {p items} per day.", "on every day of the week, {A} {~do_} {p items}.", "{p items} are {@do_} by {A} each day.",
    "{A} always {~do_} {p items} a day.",
    "{p items} a day is what {A} {~do_}.", "seven days a week, {A} {~do_} {p items} a day.", "{A} {~do_} {p items} on each day of the week.", "on any day you choose, {A} {~do_} {p items}.",
)  # fmt: skip
ASK_WEEKLY = pool("ask_weekly", "how many {items} is that in {w weeks}?", "how many {items} does {he} {=do_} in {w weeks}?", "how many {items} will {he} {=do_} in {w weeks}?", "in {w weeks}, how many {items} does that make?",
    "over {w weeks}, how many {items} is that?", "how many {items} are {@do_} in {w weeks}?", "if {he} goes on for {w weeks}, how many {items} is that?", "find how many {items} {he} can {=do_} in {w weeks}.",
    "after {w weeks}, how many {items} is that?",
    "{w weeks} of this make how many {items}?", "work out how many {items} that is in {w weeks}.", "when {w weeks} are over, how many {items} will {he} have {@do_}?", "let {w weeks} go by. How many {items} is that?",
    "what is the number of {items} for {w weeks}?", "that makes how many {items} in {w weeks}?", "{w weeks} go by like this. How many {items} will have been {@do_}?",
)  # fmt: skip
MACHINE = pool("machine", "a machine makes {p items} in {t minutes}.", "in {t minutes}, a machine makes {p items}.", "a factory makes {p items} every {t minutes}.", "it takes a machine {t minutes} to make {p items}.",
    "{p items} are made by a machine in {t minutes}.", "a machine needs {t minutes} to make {p items}.", "every {t minutes}, a machine makes {p items}.", "within {t minutes}, a machine can make {p items}.",
    "when a machine runs for {t minutes}, it makes {p items}.",
    "a machine turns out {p items} every {t minutes}.", "{t minutes} is the time a machine takes for {p items}.", "switched on for {t minutes}, a machine makes {p items}.",
    "a worker who watches a machine sees it make {p items} in {t minutes}.",
)  # fmt: skip
ASK_MACHINE = pool("ask_machine", "how many {items} does it make in {u minutes}?", "at that rate, how many {items} will it make in {u minutes}?", "how many {items} are made in {u minutes}?", "running for {u minutes}, how many {items} does it make?",
    "what number of {items} does it make in {u minutes}?", "in {u minutes}, how many {items} are made?", "if it runs for {u minutes}, how many {items} does it make?", "find how many {items} it makes in {u minutes}.",
    "how many {items} are ready after {u minutes} at this rate?",
    "{u minutes} is enough time for how many {items}?", "at the same speed, what does it make in {u minutes}, counted in {items}?", "how many {items} would come out in {u minutes} at this speed?",
    "suppose it runs for {u minutes}. How many {items} is that?", "when {u minutes} have passed at that rate, how many {items} are finished?", "work out how many {items} are made in {u minutes}.",
    "at this rate, {u minutes} of work give how many {items}?",
)  # fmt: skip
MEASURED = pool("measured", "{A} {~have} {n units} of {stuff}.", "there {were n} {n units} of {stuff} in the [tank|store|shed|kitchen].", "{A} {~start} with {n units} of {stuff}.", "a container held {n units} of {stuff}.",
    "{A} {~buy} {n units} of {stuff}.", "at first there {were n} {n units} of {stuff}.", "{A} {~find} {n units} of {stuff} at home.", "{A}'s supply was {n units} of {stuff}.",
    "{n units} of {stuff} {were n} all that {A} had.", "{A} {~get} {n units} of {stuff} from a neighbor.", "{A} {~bring} {n units} of {stuff}.", "{A} measured the {stuff}: there {were n} {n units}.",
    "{A} {~keep} {n units} of {stuff} in a safe place.", "to begin with, {A} {~own} {n units} of {stuff}.", "the amount of {stuff} was {n units}.", "in the beginning, there {were n} {n units} of {stuff} for {A} to work with.",
    "the label on {A}'s supply of {stuff} said {n units}.",
)  # fmt: skip
MEASURE_UP = pool("measure_up", "{he} {~add} {x more units}.", "then {he} {~get} {x units} more.", "{A} {~add} another {x! units} of {stuff}.", "{x units} {were x} put with it.",
    "{x more units} {were x} added.", "{A} {~buy} {x more units} of {stuff}.", "after that, {he} {~get} another {x! units}.", "a friend brought {x more units} of {stuff}.",
    "later {A} {~find} {x more units} of {stuff}.", "then another {x! units} of {stuff} {were x} added by {A}.", "{he} also {~get} {x units} of {stuff} from a friend.", "{he} then {~add} {x units} to it.",
    "to this {A} {~add} {x units} of {stuff}.", "{x more units} of {stuff} {were x} delivered.", "the amount of {stuff} then grew by {x units}.", "a neighbor gave {A} {x more units} of {stuff}.",
    "in addition, {A} {~get} {x units} of {stuff}.", "{A} {~have} {x more units} of {stuff} brought in.",
)  # fmt: skip
MEASURE_DOWN = pool("measure_down", "{he} {~use} {x units} of it.", "then {he} {~use} {x units}.", "{A} {~use_up} {x units} of the {stuff}.", "{x units} {were x} taken from it.",
    "{x units} of the {stuff} {were x} used by {A}.", "{he} {~give} {x units} of it to a friend.", "for a project, {he} {~use} {x units} of it.", "after that, {x units} of {stuff} {were x} used.",
    "{he} {~sell} {x units} of it.", "{A} {~take} {x units} of {stuff} from it.", "later {A} {~use} {x units} of the {stuff}.", "{he} then {~give} away {x units} of the {stuff}.",
    "the amount of {stuff} then went down by {x units}.", "for a friend, {A} {~take} {x units} of the {stuff}.", "{x units} of the {stuff} {were x} gone soon after.", "a friend got {x units} of the {stuff} as a present.",
    "{A} {~give} a neighbor {x units} of the {stuff}.", "from the {stuff}, {x units} {were x} taken away.",
)  # fmt: skip
MEASURE_NOW = pool("measure_now", "how much {stuff} is there now?", "how many {units} of {stuff} are there now?", "how much {stuff} {does} {A} have now?", "what amount of {stuff} is there in the end?", "how many {units} of {stuff} {does} {he} have?",
    "after that, how much {stuff} is there?", "find how many {units} of {stuff} there are now.", "in the end, how many {units} of {stuff} are there?", "how much {stuff} is that in {units}?",
    "how many {units} of {stuff} is that now?", "what is the amount of {stuff} now, in {units}?", "how much {stuff} does {A} end up with?",
    "in {units}, how much {stuff} is that?", "that makes how many {units} of {stuff}?", "work out how much {stuff} there is now, in {units}.", "when the {stuff} is measured again, how many {units} is it?",
    "what is the new amount of {stuff}, in {units}?", "at the end, {A} has how many {units} of {stuff}?", "how much {stuff} is in store now?", "with how much {stuff} does {he} end up?",
    "measured in {units}, how much {stuff} is there in the end?", "after all this, how many {units} of {stuff} {does} {A} have?",
)  # fmt: skip
MEASURE_LEFT = pool("measure_left", "how much {stuff} is left?", "how many {units} of {stuff} are left?", "how much {stuff} {does} {A} have left?", "what amount of {stuff} remains?", "how many {units} of {stuff} remain?",
    "after that, how much {stuff} is left?", "find how many {units} of {stuff} are left.", "how much of the {stuff} is still there, in {units}?", "how many {units} of the {stuff} does {A} still have?",
    "what is left of the {stuff}, in {units}?", "how much {stuff} remains?",
    "that leaves how many {units} of {stuff}?", "how much {stuff} is still in store, in {units}?", "work out how much {stuff} {A} has left.", "what remains of the {stuff}?", "when the {stuff} is measured again, how many {units} are left?",
    "how much of the {stuff} is not gone?", "with how many {units} of {stuff} is {he} left?", "there is how much {stuff} left?", "in {units}, how much {stuff} {does} {A} still have?",
)  # fmt: skip
MEASURE_TWO = pool("measure_two", "{A} {~use} {n units} of {stuff} and {m units} of {stuff2}.", "{A} {~buy} {n units} of {stuff} and {m units} of {stuff2}.", "a recipe needs {n units} of {stuff} and {m units} of {stuff2}.", "{n units} of {stuff} and {m units} of {stuff2} were weighed out by {A}.",
    "{A} {~have} {n units} of {stuff} and {m units} of {stuff2}.", "at home, {A} {~find} {m units} of {stuff2} and {n units} of {stuff}.", "{A} {~order} {n units} of {stuff} as well as {m units} of {stuff2}.", "{A} {~need} {m units} of {stuff2} and {n units} of {stuff}.",
    "{A} {~bring} {n units} of {stuff}, and also {m units} of {stuff2}.",
    "in {A}'s store there are {n units} of {stuff} and {m units} of {stuff2}.", "two things are on {A}'s list: {n units} of {stuff} and {m units} of {stuff2}.", "for a party, {A} {~get} {m units} of {stuff2} and {n units} of {stuff}.",
    "{A} measured both: there were {n units} of {stuff} and {m units} of {stuff2}.",
)  # fmt: skip
MEASURE_TWO_MORE = pool("measure_two_more", "how much more {more} than {less} was that?", "how many more {units} of {more} than of {less} were there?", "how many {units} more {more} than {less} is that?", "by how many {units} is there more {more} than {less}?",
    "there is more {more} than {less}. By how many {units}?", "how many {units} of {more} are there beyond the amount of {less}?", "what is the difference between the amounts of {more} and {less}, in {units}?", "how many fewer {units} of {less} than of {more} is that?",
    "find how many more {units} of {more} than of {less} there are.",
    "how much less {less} than {more} was there, in {units}?", "how many {units} of {less} must be added to have as much {less} as {more}?", "compared with the {less}, how much more {more} is that in {units}?",
    "subtract the amount of {less} from the amount of {more}. How many {units} is that?", "how far apart are the amounts of {more} and {less}, in {units}?", "work out how many more {units} of {more} there are.",
    "the amount of {more} is greater than the amount of {less}. By how many {units}?",
)  # fmt: skip
MEASURE_TWO_ALL = pool("measure_two_all", "how many {units} is that [in all|altogether|in total]?", "how many {units} are there altogether?", "what is the total in {units}?", "how many {units} do both make together?",
    "how many {units} of {stuff} and {stuff2} is that?", "put together, how many {units} are there?", "find the total number of {units}.", "how many {units} of everything are there [in all|altogether]?",
    "that makes how many {units} in all?", "what do the {stuff} and the {stuff2} come to together, in {units}?", "adding the {stuff} and the {stuff2}, how many {units} is that?", "work out the total in {units}.",
    "how much is that in {units}, both taken together?", "the {stuff} and the {stuff2} add up to how many {units}?", "both amounts together are how many {units}?",
)  # fmt: skip

_EVERY = (
    ("every day", "day"),
    ("each day", "day"),
    ("per week", "week"),
    ("every hour", "hour"),
    ("each week", "week"),
    ("a month", "month"),
    ("per hour", "hour"),
    ("a day", "day"),
    ("every night", "night"),
)
_WORK = (("read", "page", 5, 60), ("write", "page", 2, 12), ("bake", "cake", 3, 30), ("run", "mile", 2, 12), ("make", "bracelet", 2, 20), ("pick", "apple", 20, 200), ("learn", "new word", 3, 20), ("sell", "newspaper", 12, 90),
         ("plant", "tree", 3, 30), ("deliver", "letter", 20, 200), ("answer", "email", 5, 60), ("paint", "picture", 2, 8), ("pack", "box", 8, 90), ("repair", "bike", 2, 9), ("solve", "problem", 5, 40), ("wash", "car", 2, 20), ("sew", "shirt", 2, 15), ("eat", "carrot", 2, 6))  # fmt: skip
_ROOMS = "a garden,a room,a field,a poster,a park,a table top,a carpet,a playground,a wall,a yard,a rug,a farm,a kitchen floor,a picture frame,a swimming pool".split(
    ","
)
_CARS = "a train,a bus,a truck,a car,a ship,a motorcycle,a van".split(",")


def travel(story: Story, level: int) -> Draft:
    rng = story.rng
    story.main(roles=False)
    story.past = False
    s = pick(rng, (between(rng, 4, 90), between(rng, 4, 14) * 5))
    h = Fraction(between(rng, 3, 11), 2) if rng.random() < 0.12 else Fraction(story.n(2, 12))
    story.ctx |= {"a_car": pick(rng, _CARS), "s": s, "h": h, "hours": Thing("hour", "hours"), "m": s * h}
    if level == 2:
        s2, h2 = between(rng, 4, 80), story.n(2, 9)
        a = story.say(SPEED)
        x = story.step("first part in miles", s, "*", h)
        text = f"then the trip goes on at {s2} miles per hour for {story.write(h2)} hours."
        y = story.step("second part in miles", s2, "*", h2)
        story.orderly = True
        return Draft(
            [a, text],
            pick(
                rng,
                (
                    "how many miles is that in all?",
                    "how far is it altogether, in miles?",
                    "what is the total distance in miles?",
                ),
            ),
            story.step("miles in all", x, "+", y),
        )
    roll = rng.random()
    if roll < 0.4:
        return Draft([story.say(SPEED)], story.say(ASK_FAR), story.step("distance in miles", s, "*", h))
    if roll < 0.7:
        return Draft([story.say(SPEED_ONLY)], story.say(ASK_HOURS), story.step("hours needed", s * h, "/", s))
    return Draft([story.say(WENT)], story.say(ASK_SPEED), story.step("miles per hour", s * h, "/", h))


def daily(story: Story, level: int) -> Draft:
    rng = story.rng
    story.main()
    story.past = story.orderly = False
    story.plural = story.A.he == "they"
    verb, one, low, high = pick(rng, _WORK)
    every, unit = pick(rng, _EVERY)
    p, t = between(rng, low, high), story.n(2, 30)
    items = v.plural(one)
    story.ctx |= {"do_": verb, "items": Thing(one, items), "every": every, "days": Thing(unit, v.plural(unit)), "p": p}
    if level == 2:
        sentences = [story.say(DAILY)]
        value = story.step(f"{items} in that time", p, "*", t)
        whole = int(value) + story.n(3)
        sentences.append(story.say(GOAL, m=whole))
        return Draft(sentences, story.say(DAILY_LEFT, t=t), story.step(f"{items} left", whole, "-", value))
    roll = rng.random()
    if roll < 0.4:
        return Draft([story.say(DAILY)], story.say(DAILY_ASK, t=t), story.step(f"{items} in all", p, "*", t))
    if roll < 0.7:
        return Draft(
            [story.say(DAILY)],
            story.say(DAILY_HOW_LONG, t=p * t),
            story.step(f"{v.plural(unit)} needed", p * t, "/", p),
        )
    story.past = True
    return Draft(
        [story.say(IN_ALL, m=p * t, t=t)], story.say(PER_ONE), story.step(f"{items} per {unit}", p * t, "/", t)
    )


def saving(story: Story, level: int) -> Draft:
    """Weeks to save for something (2)."""
    del level
    story.main(roles=False)
    story.past = False
    w, k, s = story.n(3, 40), story.n(2, 20), story.n(5, 90)
    scene = pick(story.rng, [sc for sc in v.SCENES if sc.name in ("toys", "clothes", "crafts")])
    story.ctx |= {
        "thing": Thing(*pick(story.rng, scene.things)),
        "c": s + w * k,
        "s": s,
        "w": w,
        "He": str(story.ctx["he"]).capitalize(),
    }
    story.orderly = True
    text = story.say(SAVE)
    rest = story.step("money still needed", s + w * k, "-", s)
    return Draft([text], story.say(ASK_WEEKS), story.step("weeks needed", rest, "/", w))


def rectangle(story: Story, level: int) -> Draft:
    rng = story.rng
    story.main(roles=False)
    story.past = False
    x, y = story.n(3, 60), story.n(2, 40)
    story.ctx |= {
        "a_room": pick(rng, _ROOMS),
        "feet": pick(rng, ("feet", "meters", "yards")),
        "x": x,
        "y": y,
        "a": x * y,
    }
    if story.ctx["a_room"] in ("a poster", "a picture frame", "a table top"):
        story.ctx["feet"] = pick(rng, ("inches", "centimeters"))
    if level == 2:
        text = story.say(RECTANGLE)
        return Draft(
            [text], story.say(ASK_PERIMETER), story.step("perimeter", 2, "*", story.step("length and width", x, "+", y))
        )
    if rng.random() < 0.65:
        return Draft([story.say(RECTANGLE)], story.say(ASK_AREA), story.step("area", x, "*", y))
    return Draft([story.say(RECTANGLE_AREA)], story.say(ASK_LENGTH), story.step("length", x * y, "/", y))


def ages(story: Story, level: int) -> Draft:
    rng = story.rng
    story.people = False
    x, y = story.name().name, story.name().name
    n = story.n(5, 40)
    kind = pick(rng, ("more", "less", "times"))
    d = story.n(2, 30) if kind == "more" else story.n(2, n - 2) if kind == "less" else pick(rng, (2, 3))
    first = story.say(AGE, X=x, Y=y, n=n)
    second = story.say({"more": AGE_MORE, "less": AGE_LESS, "times": AGE_TIMES}[kind], d=d)
    value = story.step(f"age of {y}", n, {"more": "+", "less": "-", "times": "*"}[kind], d)
    sentences = [first, second] if rng.random() < 0.7 else [second, first]
    if level == 1:
        return Draft(sentences, story.say(AGE_ASK), value)
    roll = rng.random()
    if roll < 0.4:
        k = story.n(2, 20)
        return Draft(sentences, story.say(AGE_THEN, k=k), story.step(f"age of {y} then", value, "+", k))
    if roll < 0.6 and value > 3:
        k = story.n(2, int(value) - 1)
        return Draft(sentences, story.say(AGE_AGO, k=k), story.step(f"age of {y} then", value, "-", k))
    return Draft(sentences, story.say(AGE_SUM), story.step("sum of the ages", n, "+", value))


def average(story: Story, level: int) -> Draft:
    story.main(roles=False)
    story.past = True
    n = [story.n(3, 90) for _ in range(level)]
    n[-1] += -sum(n) % level
    verb, one, rounds = pick(
        story.rng,
        (
            ("score", "point", "games"),
            ("run", "lap", "days"),
            ("collect", "stamp", "weeks"),
            ("read", "page", "days"),
            ("sell", "ticket", "days"),
            ("score", "goal", "seasons"),
            ("drive", "mile", "days"),
            ("catch", "fish", "trips"),
        ),
    )
    story.ctx |= {
        "do_": verb,
        "items": Thing(one, v.plural(one)),
        "rounds": rounds,
        "one_round": rounds[:-1],
        "list": listing([str(x) for x in n]),
        "k": level,
    }
    text = story.say(AVERAGE)
    total = story.total(f"{v.plural(one)} in all", n)
    return Draft([text], story.say(ASK_AVERAGE), story.step(f"average {v.plural(one)}", total, "/", level))


def percent(story: Story, level: int) -> Draft:
    rng = story.rng
    story.scene("toys", "clothes", "school")
    story.ctx["items"] = Thing(*pick(rng, [t for t in story.sc.things if not t[0].startswith(tuple(v.COLORS))]))
    story.main(roles=False)
    p, n, c = pick(rng, (10, 20, 25, 30, 40, 50, 60, 75, 80, 90, 5, 15)), story.n(1, 30) * 20, pick(rng, v.COLORS)
    story.ctx |= {"p": p, "q": n, "c": c, "in_place": pick(rng, ("in the box", "in the shop", "in the store"))}
    story.spelled = 0
    story.orderly = True
    text = story.say(PERCENT)
    value = story.percent(f"{c} {story.ctx['items'].many}", p, n)
    if level == 1:
        return Draft([text], story.say(ASK_PERCENT), value)
    return Draft([text], story.say(ASK_NOT), story.step(f"not {c}", n, "-", value))


def fraction(story: Story, level: int) -> Draft:
    """Half, a third or a quarter of a number (1), what is left (2), or after one more event (3)."""
    rng = story.rng
    story.main(story.scene(), roles=False)
    word, k = pick(
        rng,
        (
            ("half", 2),
            ("half", 2),
            ("1/3", 3),
            ("1/4", 4),
            ("1/4", 4),
            ("1/5", 5),
            ("1/3", 3),
            ("1/10", 10),
        ),
    )
    n = story.n(2, max(6, story.scale // k)) * k
    story.ctx |= {"q": n, "f": word, "He": str(story.ctx["he"]).capitalize()}
    story.orderly = True
    text = story.say(FRACTION)
    items = story.ctx["items"].many
    gone = story.step(f"{items} gone", n, "/", k)
    if level == 1:
        return Draft([text], story.say(ASK_FRACTION), gone)
    return Draft([text], story.say(ASK_FRACTION_LEFT), story.step(f"{items} left", n, "-", gone))


def units(story: Story, level: int) -> Draft:
    """Dozens, weeks, and a machine's minutes."""
    rng = story.rng
    story.main(story.scene("bakery", "fruit", "snacks"), roles=False)
    roll = rng.random()
    items = story.ctx["items"].many
    if level == 1:
        n = story.n(2, 30)
        return Draft(
            [story.say(DOZEN, n=n)],
            pick(
                rng,
                (f"how many {items} is that?", f"how many {items} are there?", f"how many {items} are there in all?"),
            ),
            story.step(f"{items} in all", n, "*", 12),
        )
    if roll < 0.5:
        verb, one, low, high = pick(rng, _WORK)
        story.past = False
        p, w = between(rng, low, high), story.n(2, 8)
        story.ctx |= {"do_": verb, "items": Thing(one, v.plural(one)), "p": p, "w": w, "weeks": Thing("week", "weeks")}
        text = story.say(WEEKS)
        week = story.step(f"{v.plural(one)} in a week", p, "*", 7)
        return Draft([text], story.say(ASK_WEEKLY), story.step(f"{v.plural(one)} in all", week, "*", w))
    story.ctx["items"] = Thing(
        *pick(
            rng,
            (
                ("toy", "toys"),
                ("bottle", "bottles"),
                ("box", "boxes"),
                ("pen", "pens"),
                ("part", "parts"),
                ("cup", "cups"),
            ),
        )
    )
    items = story.ctx["items"].many
    rate, t = story.n(2, 30), story.n(2, 12)
    u = story.n(2, 60)
    if u == t:
        return Draft([], "", Fraction(-1))
    story.ctx |= {"p": rate * t, "t": t, "u": u, "minutes": Thing("minute", "minutes")}
    text = story.say(MACHINE)
    each = story.step(f"{items} in one minute", rate * t, "/", t)
    return Draft([text], story.say(ASK_MACHINE), story.step(f"{items} in that time", each, "*", u))


def amounts(story: Story, level: int) -> Draft:
    """Liters, pounds and feet, often decimal: added to, taken from; two stuffs compared."""
    rng = story.rng
    story.main(roles=False)
    stuff, unit, _, _, high = pick(rng, v.MEASURES)
    scale = pick(rng, (1, 2, 10, 10, 100))

    def draw(top: Fraction | int) -> Fraction:
        return Fraction(between(rng, 2, max(3, int(top * scale))), scale) if top * scale >= 3 else Fraction(2, scale)

    story.ctx |= {
        "stuff": stuff,
        "units": Thing(unit, "feet" if unit == "foot" else v.plural(unit)),
        "use_up": "use up",
    }
    story.orderly = True
    if level == 1 and rng.random() < 0.4:
        others = [s for s, u, *_ in v.MEASURES if u == unit and s != stuff]
        if not others:
            return Draft([], "", Fraction(-1))
        other, n, m = pick(rng, others), draw(high), draw(high)
        text = story.say(MEASURE_TWO, n=n, m=m, stuff2=other)
        if n != m and rng.random() < 0.6:
            (more, a), (less, b) = ((stuff, n), (other, m)) if n > m else ((other, m), (stuff, n))
            return Draft(
                [text],
                story.say(MEASURE_TWO_MORE, more=more, less=less),
                story.step(f"how much more {more}", a, "-", b),
            )
        return Draft([text], story.say(MEASURE_TWO_ALL), story.step("total amount", n, "+", m))
    value = draw(high)
    sentences = [story.say(MEASURED, n=value)]
    downs = 0
    for _ in range(level):
        if value > 2 and rng.random() < 0.6:
            x = draw(value / 2)
            sentences.append(story.say(MEASURE_DOWN, x=x))
            value, downs = story.step(f"{stuff} left", value, "-", x), downs + 1
        else:
            x = draw(high)
            sentences.append(story.say(MEASURE_UP, x=x))
            value = story.step(f"{stuff} now", value, "+", x)
    return Draft(sentences, story.say(MEASURE_LEFT if downs == level else MEASURE_NOW), value)


SCHEMAS = (
    (travel, 1, 2, 2), (daily, 1, 2, 3), (saving, 2, 2, 2), (rectangle, 1, 2, 1), (ages, 1, 2, 2), (average, 2, 4, 1), (percent, 1, 2, 1), (fraction, 1, 2, 2), (units, 1, 2, 2), (amounts, 1, 2, 3),
)  # fmt: skip
