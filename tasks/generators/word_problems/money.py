"""Prices, purchases, change, wages and discounts."""

from __future__ import annotations

from fractions import Fraction

from tasks.generators.draws import Weighted, between, pick
from tasks.generators.word_problems import vocabulary as v
from tasks.generators.word_problems.grammar import pool
from tasks.generators.word_problems.story import Draft, Story, Thing, listing, tell

UNIT_PRICE = pool("unit_price", "{an items} costs {$u}.", "each {one items} costs {$u}.", "the {items} cost {$u} each.", "{items} sell at {$u} apiece.", "one {one items} costs {$u}.", "the price of one {one items} is {$u}.", "a shop sells {items} for {$u} each.", "for {an items} the shop asks {$u}.",
    "the price tag on each {one items} says {$u}.", "you can get {an items} for {$u}.", "{items} are {$u} each.", "at the store, {items} are sold for {$u} apiece.",
    "every {one items} has a price of {$u}.", "a store charges {$u} for each {one items}.", "it costs {$u} to buy {an items}.", "{items} go for {$u} each at the market.",
    "{an items} is priced at {$u}.", "the cost of {an items} is {$u}.", "buying {an items} takes {$u}.", "one pays {$u} for {an items}.",
    "anyone who wants {an items} must pay {$u}.", "in the shop window, a sign says that each {one items} costs {$u}.", "{$u} is the price of {an items}.", "the shopkeeper wants {$u} for every {one items}.",
    "at {$u} each, {items} are on sale.", "no {one items} costs more or less than {$u}.", "to take home one {one items}, a customer pays {$u}.", "{items} can be bought for {$u} apiece.", "a single {one items} sets you back {$u}.",
)  # fmt: skip
BUY = pool("buy", "{A} {~buy} {n items}.", "{A} wants to buy {n items}.", "{A} needs {n items}.", "{A} takes {n items} to the till.", "{A} orders {n items}.", "{A} plans to buy {n items}.",
    "{A} would like to have {n items}.", "{A} puts {n items} in the cart.", "{A} decided to buy {n items}.", "{A} {~get} {n items} at the store.",
    "{A} picks out {n items}.", "{A} is going to buy {n items} for a party.", "{n items} were bought by {A}.", "{A} has chosen {n items}.",
    "{A} bought {n items} at the store.",
    "there are {n items} on {A}'s shopping list.", "{A} comes out of the shop with {n items}.", "{A} asks the clerk for {n items}.", "in {A}'s basket there are {n items} to pay for.", "{n items} are what {A} is shopping for.",
    "the clerk hands {A} {n items}.", "a shopkeeper rings up {n items} for {A}.", "{A} cannot do without {n items}, and so {he} buys that many.",
)  # fmt: skip
BUY_AT = pool("buy_at", "{A} {~buy} {n items} for {$u} each.", "{A} {~buy} {n items} at {$u} each.", "{A} {~buy} {n items}. Each {one items} costs {$u}.", "{A} picked out {n items} priced at {$u} apiece.", "{A} {~buy} {n items} that cost {$u} each.", "{A} {~pay} {$u} each for {n items}.",
    "{A} {~get} {n items} at a price of {$u} each.", "{n items} were bought by {A} at {$u} each.", "at the store, {A} {~buy} {n items} for {$u} apiece.", "{A} {~order} {n items}. The price of each {one items} is {$u}.",
    "{A} needs {n items}, which cost {$u} each.", "since they were only {$u} each, {A} {~buy} {n items}.", "{A} {~buy} {n items}, and paid {$u} for every {one items}.", "for each of the {n items} {A} {~buy}, the price was {$u}.",
    "the {items} were {$u} each, and {A} {~take} {n} of them.", "{A} went to a shop and bought {n items} for {$u} each.", "{A} chose {n items} with a price tag of {$u} each.",
    "at {$u} for each {one items}, {A} {~take} {n} of them.", "a shopkeeper sold {A} {n items} at {$u} each.", "{A} saw {items} for {$u} apiece and bought {n} of them.", "on {A}'s receipt are {n items}, each at {$u}.",
    "there are {n items} in {A}'s cart, and each of them costs {$u}.", "each {one items} on {A}'s list costs {$u}, and there are {n items} on the list.", "the clerk rang up {n items} for {A}, {$u} for each one.",
    "{A} {~pay} for {n items}, and the price per {one items} was {$u}.",
)  # fmt: skip
ASK_COST = pool("ask_cost", "how much {does} {A} pay?", "how much does that cost [in all|altogether|in total]?", "how much money {does} {he} need?", "what is the bill?", "what is the total cost?", "how much do the {items} cost [in all|altogether]?", "how much did {A} spend [in all|altogether|in total]?", "what does {he} have to pay, in dollars?", "how much did {he} spend on {items}?", "how many dollars does {A} spend?",
    "what is the total amount {A} has to pay?", "how much money is that [in all|altogether]?", "find the total cost.", "how much will {he} have to pay for the {items}?",
    "what is the cost of all the {items}?", "how much is the bill for the {items}?", "can you tell how much {A} has to pay?", "how many dollars do the {items} cost [in all|altogether]?",
    "how much money did {A} spend on the {items}?", "what amount will the {items} cost {him}?", "how much money does {A} have to spend?", "what do the {items} cost together?",
    "calculate how much {he} pays in all.", "how much will the clerk ask for?", "what was the price of all the {items} together?", "how many dollars does {A} need?",
    "what does this come to in dollars?", "what is the amount on the receipt?", "how much money leaves {his} wallet?", "that comes to how much money in all?", "work out the total price.", "how many dollars will {he} be charged?",
    "what sum must {A} pay at the till?", "all the {items} together cost how many dollars?", "to pay for all the {items}, how much money must {A} hand over?", "what will the purchase cost {A}?",
    "how much would that be [in all|altogether]?", "how much money should {he} bring for the {items}?", "when it is time to pay, how much does {he} owe?", "what is the price of the whole purchase?",
    "for all the {items} together, what is the price?", "paying for the {items} takes how much money?", "determine the amount {A} has to pay.", "how expensive are all the {items} together?", "so how much will it all cost?",
)  # fmt: skip
SELL_AT = pool("sell_at", "{A} {~sell} {n items} for {$u} each.", "{A} {~sell} {n items} at {$u} each.", "{A} {~sell} {n items}. {He} gets {$u} for each.", "{A} asked {$u} apiece and sold {n items}.",
    "{n items} were sold by {A} for {$u} each.", "{A} had {n items} and sold them all at {$u} apiece.", "at a fair, {A} {~sell} {n items}, each for {$u}.", "people bought {n items} from {A}, paying {$u} for each.",
    "after selling {n items} for {$u} each, {A} counted the money.", "{A} {~sell} {n items}. The price of each was {$u}.", "for every one of {n items}, {A} {~get} {$u} from a customer.", "the {items} {A} made were {$u} each, and {n} of them were sold.",
    "{n} customers each bought one {one items} from {A} for {$u}.", "at {$u} for each {one items}, {A} {~sell} {n} of them.", "{A}'s customers took home {n items} and paid {$u} for each.",
    "when the market closed, {A} had sold {n items} at {$u} apiece.", "each {one items} {A} {~sell} went for {$u}, and {n items} were sold.", "a total of {n items} left {A}'s stand, each for {$u}.",
)  # fmt: skip
ASK_EARNED = pool("ask_earned", "how much money did {A} {=make_}?", "how much did {he} {=make_} [in all|altogether]?", "how many dollars did {A} {=make_}?", "what amount did {A} {=make_}?",
    "how much money did {he} {=make_} by selling them?", "how many dollars did {he} {=make_} altogether?", "what was the total amount {he} {~make_}?", "find the amount of money {A} {~make_}.",
    "how much money did that bring {A}?", "from selling the {items}, how much did {A} {=make_}?", "how much did the {items} bring in [in all|altogether]?", "can you tell how much money {he} {~make_}?",
    "how much money came in from the sale?", "how many dollars did the {items} bring {him}?", "what did {A} {=make_} from all the {items} together?", "when all the money is counted, how much did {he} {=make_}?",
    "how much did the customers pay {him} altogether?", "work out how much money {A} {~make_}.", "the sale brought {A} how many dollars?", "what sum of money did {he} {=make_}?", "all together, how much was {A} paid for the {items}?",
    "what were the {items} worth to {A} in dollars?",
)  # fmt: skip
PAID_FOR = pool("paid_for", "{A} {~buy} {n items} for {$t}.", "{A} {~pay} {$t} for {n items}.", "{n items} cost {$t}.", "the price of {n items} is {$t}.", "{A} spent {$t} on {n items}.", "{A} {~buy} {n items} for a total of {$t}.",
    "the bill for {n items} was {$t}.", "{A} {~get} {n items} for {$t} altogether.", "{A}'s {n! items} cost {$t} [in all|altogether].", "it cost {A} {$t} to buy {n items}.",
    "for {n items}, {A} had to pay {$t}.", "a bag with {n items} is sold for {$t}.", "{A} {~give} the clerk {$t} for {n items}, which was the exact price.", "{$t} is what {A} paid for {n items}.",
    "the total cost of {n items} was {$t}.", "when {A} bought {n items}, the total was {$t}.", "a store sells {n items} for {$t}.",
    "the receipt for {A}'s {n! items} says {$t}.", "the clerk asked {$t} for {n items}.", "{A} put {$t} on the counter for {n items}.", "as payment for {n items}, a store took {$t} from {A}.", "together, {n items} came to {$t}.",
    "it takes {$t} to buy {n items}.", "{A} handed over {$t} and went home with {n items}.",
)  # fmt: skip
ASK_UNIT = pool("ask_unit", "how much does one {one items} cost?", "what is the price of one {one items}?", "how much did each {one items} cost?", "what does a single {one items} cost?", "each {one items} costs the same. How much is one?", "how much is each {one items}?",
    "if all of them cost the same, what does {an items} cost?", "how many dollars is one {one items}?", "find the price of one {one items}.", "how much did {A} pay for each {one items}?",
    "what was the price per {one items}?", "how much money is that for each {one items}?", "if each has the same price, how much is {an items}?", "what is the cost of each {one items}?",
    "how many dollars did each of the {items} cost?", "can you tell how much one {one items} cost?", "how much would a single {one items} cost?",
    "what would just one {one items} cost?", "at that price, what does {an items} come to?", "how much would {he} have paid for only one {one items}?", "one {one items} costs how many dollars?", "work out the cost of {an items}.",
    "how many dollars does a single {one items} come to?", "they were all the same price. What was the price of {an items}?", "what did the shop charge for each {one items}?",
    "since every {one items} had the same price, what was that price?", "per {one items}, how much is that?", "to buy just one {one items}, how much money would you need?", "each {one items} had the same price tag. What did it say?",
)  # fmt: skip
HAS_MONEY = pool("has_money", "{A} {~have} {$t}.", "{A} has {$t} to spend.", "{A} has saved {$t}.", "in {A}'s wallet there is {$t}.", "{A} took {$t} to the store.", "{A} went shopping with {$t}.",
    "{A} came with {$t}.", "{A} brought {$t} from home.", "in {A}'s pocket there is {$t}.", "{A} got {$t} for {his} birthday.",
    "{A} wants to spend {$t}.", "{A} is ready to spend {$t} in all.", "{A} has {$t} and wants to spend all of it.", "{A} earned {$t} and took it along.",
    "{A} set aside {$t} for this.",
    "there is {$t} in {A}'s purse.", "{A} counts {his} money and finds {$t}.", "{A} has exactly {$t}.", "the money in {A}'s piggy bank comes to {$t}.", "{A}'s savings are {$t}.", "someone gave {A} {$t} to go shopping with.",
    "all the money {A} has is {$t}.",
)  # fmt: skip
ASK_HOW_MANY = pool("ask_how_many", "how many {items} can {he} buy?", "how many {items} can {A} buy?", "how many of them can {A} afford?", "how many {items} will that money pay for?",
    "how many {items} does that money buy?", "what number of {items} can {A} get?", "find how many {items} {A} can pay for.", "how many {items} can {he} get with that money?",
    "if {he} spends all of {his} money, how many {items} does {he} get?", "how many {items} is {A} able to buy?", "how many {items} can be bought with that money?", "can you tell how many {items} {A} can buy?",
    "what is the greatest number of {items} {A} can buy?", "{his} money is enough for how many {items}?", "how many {items} can {he} take home for this money?", "spending all of it, how many {items} could {he} buy?",
    "when all the money is spent, how many {items} will {he} have bought?", "how many {items} would that be?", "for that money, how many {items} can be had?", "work out how many {items} {he} can afford.",
    "how many times can {he} pay for {an items}?", "with all that money, {A} could buy how many {items}?", "how many {items} would use up all the money?", "at that price, how many {items} does {he} get?",
)  # fmt: skip
PAYS_WITH = pool("pays_with", "{he} pays with {$t}. How much change {does} {he} get?", "how much change does {he} get back from {$t}?", "if {A} pays with {$t}, how much change should {he} get?", "{he} hands over {$t}. What does {he} get back?", "{he} gave the clerk {$t}. How much change did {he} receive?", "{he} had {$t}. How much money {does} {he} have left?", "{he} had {$t} before that. How much is left?", "out of {$t}, how much does {he} keep?", "if {he} had {$t} at first, how much money does {he} have now?",
    "{A} gave the cashier {$t}. How much change {does} {he} get?", "how much money is left if {he} had {$t} at first?", "before that, {he} had {$t}. How much money did {he} have after that?", "{he} paid with {$t}. How many dollars did {he} get back?",
    "if the cashier is given {$t}, how much change should there be?", "{A} started out with {$t}. How much is left after paying?", "how much change is due from {$t}?", "{A} has {$t} to begin with. How much will be left?",
    "{he} brought {$t}. How much money did {he} take home again?", "from {$t}, how much money remains after that?", "what is the change if {he} pays with {$t}?", "how much of {his} {$t} will be left?",
    "with {$t} at the start, how much money {does} {he} still have?", "there was {$t} in {his} wallet before. How much is in there now?", "{he} went in with {$t}. How much did {he} come out with?", "find how much is left of {$t}.",
    "if {he} took {$t} along, how many dollars are left?",
    "{A} put {$t} on the counter. How much comes back as change?", "how much of the {$t} in {his} wallet is not spent?", "{he} had {$t} to spend. What is left over?", "the clerk takes {his} {$t}. How much change must the clerk give {him}?",
    "starting from {$t}, how many dollars does {he} have after the purchase?", "{he} set out with {$t}. What does that leave {him} with?", "before paying, {he} had {$t}. How much is there after paying?",
    "{A} offers {$t} as payment. What should the clerk return?", "how many dollars of change does {he} get from {$t}?", "suppose {he} hands the cashier {$t}. How much should come back?",
    "out of the {$t} {he} brought, how much will {he} be able to keep?", "{he} gives {$t}, which is too much. How much is returned to {him}?", "subtract this from the {$t} {he} had. How much money is that?",
    "there was {$t} in {his} purse. That leaves how much?", "{his} mother had given {him} {$t} for this. How much should {he} bring back?", "having {$t} at first, how much money will {he} have in the end?",
    "{he} took {$t} from {his} piggy bank to pay for this. How much of it is left?", "work out {his} change from {$t}.", "how much change will the cashier hand back for {$t}?", "of {$t}, what remains when everything is paid?",
)  # fmt: skip
MORE_NEEDED = pool("more_needed", "{he} only has {$t}. How much more [money ]does {he} need?", "{he} has {$t}. How many more dollars does {he} need?", "if {he} has saved {$t}, how much more must {he} save?", "with {$t} saved, how much is {A} short?",
    "how much more money does {he} need if {he} already has {$t}?", "{he} has only {$t} in {his} wallet. How much is missing?", "{A} has {$t}. How much more money must {he} find?", "so far {he} has {$t}. How many dollars are missing?",
    "{his} savings are {$t}. How much more does {he} have to save?", "if {A} only brought {$t}, how much more does {he} need?", "there is only {$t} in {his} pocket. How much more does {he} need?", "how many more dollars must {he} get if {he} has {$t} now?",
    "{A} counted {his} money, and it is {$t}. What is still missing?", "{$t} is all {he} has. How much more must {he} get?", "how far is {A} from having enough, with only {$t} saved?", "having just {$t}, how many dollars is {he} short?",
    "{his} purse holds {$t}. How much would a friend have to lend {him}?", "how much must be added to {his} {$t} to pay for everything?", "{he} can pay {$t} of that now. How much is still to be paid?",
    "so far, {A} has put aside {$t}. How much more money is needed?", "after paying {$t}, how many dollars does {he} still owe?", "there is {$t} in {his} piggy bank. What is the rest {he} needs?",
    "if {he} puts down {$t} today, how much is left to pay?", "work out how much money {he} lacks if {he} has {$t}.",
)  # fmt: skip
LIST_PRICES = pool("list_prices", "{A} {~buy} {list}.", "at the store, {A} {~buy} {list}.", "{A} {~spend} {spent}.", "{A}'s receipt shows {list}.", "{A} {~pay} for {list}.", "{A} went to the mall and bought {list}.",
    "in town, {A} bought {list}.", "when {A} went shopping, {he} bought {list}.", "{A} {~get} {list}.", "{A} needed a few things and bought {list}.",
    "{A} {~order} {list}.", "last Friday, {A} spent {spent}.", "to get ready for school, {A} bought {list}.", "during a sale, {A} {~buy} {list}.",
    "in one store, {A} {~spend} {spent}.", "{A} chose {list}.", "{A} used {his} savings to buy {list}.", "on a shopping trip, {A} spent {spent}.",
    "on {A}'s bill one can read: {list}.", "{list} went into {A}'s shopping bag.", "the cashier rang up {list} for {A}.", "here is what {A} paid in town: {spent}.", "{A} came home with {list}.", "{list} were bought by {A}.",
    "one afternoon, {A} paid {spent}.", "from {his} own money, {A} {~spend} {spent}.",
)  # fmt: skip
ASK_LIST = pool("ask_list", "how much did {A} spend [in all|altogether|in total]?", "how much money did {he} spend [in all|altogether]?", "what was the total cost?", "what did everything cost together?", "how much did {he} pay for everything?", "what is the total {A} spent?", "how many dollars did {A} spend?", "what does the whole purchase come to?",
    "find the total amount of money {A} spent.", "how much money did {A} pay [in all|altogether]?", "what was the total bill?", "how much did all of it cost [in all|together]?",
    "can you tell how much {he} spent altogether?", "what did {A} pay altogether?", "how much was the whole purchase?", "altogether, how much money was spent?",
    "how many dollars was everything together?", "in total, how much money did {A} spend?", "what amount of money did {he} spend in all?", "how much did the things cost altogether?",
    "calculate the total cost.", "what is the sum {A} had to pay?", "how much money went for everything?", "how much money did {he} need for all of this?",
    "what did {A} hand over at the till?", "how much was it altogether?", "that makes how many dollars in all?", "how much money did {A} part with?", "what was the amount at the bottom of the receipt?",
    "adding it all up, how much did {he} pay?", "work out how much money {A} spent.", "to pay for everything, how much did {he} need?", "what did {A}'s shopping cost?", "how much did {A} have to pay at the end?",
    "if you add up all the costs, what do you get?", "how many dollars went out of {his} wallet?", "how much poorer was {A} after this shopping trip, in dollars?", "what sum did {he} pay for all these things together?",
    "all these things together cost how much?", "how much money did the store get from {A}?", "how much did {his} shopping come to?", "determine the cost of everything {A} bought.",
)  # fmt: skip
PRICES = pool("prices", "{an xs} costs {$p} and {an ys} costs {$q}.", "{an xs} costs {$p}, while {an ys} costs {$q}.", "the price of {an xs} is {$p}. A single {one ys} costs {$q}.", "for {an xs} one pays {$p}, for {an ys} {$q}.",
    "{an xs} is {$p} and {an ys} is {$q}.", "at the store, {an xs} sells for {$p} and {an ys} for {$q}.", "you can buy {an xs} for {$p} or {an ys} for {$q}.", "the price tags say {$p} for {an xs} and {$q} for {an ys}.",
)  # fmt: skip
ASK_PRICE_DIFF = pool("ask_price_diff", "how much more does {an xs} cost than {an ys}?", "how much cheaper is {an ys} than {an xs}?", "what is the difference in price?", "how much is saved by taking {an ys} instead of {an xs}?", "how much less does {an ys} cost than {an xs}?",
    "how many dollars more does {an xs} cost than {an ys}?", "how much more expensive is {an xs} than {an ys}?", "how much more did {A} pay for the {one xs} than for the {one ys}?", "what is the difference between the price of {an xs} and the price of {an ys}?",
    "by how much is the price of the {one xs} higher than the price of the {one ys}?", "how much less did the {one ys} cost than the {one xs}?", "find how much more the {one xs} cost than the {one ys}.", "the {one xs} cost more than the {one ys}. How much more?",
    "compared with the {one ys}, how much more did the {one xs} cost?",
    "what would {A} have saved by choosing {an ys} in place of {an xs}?", "take the price of the {one ys} away from the price of the {one xs}. What is left?", "the {one ys} was cheaper than the {one xs} by how many dollars?",
    "how much extra did {he} pay for the {one xs} compared with the {one ys}?", "between {an xs} and {an ys}, what is the difference in price?", "how many dollars less did {he} pay for the {one ys} than for the {one xs}?",
    "how far apart are the prices of the {one xs} and the {one ys}?", "what must be added to the price of the {one ys} to get the price of the {one xs}?", "of the {one xs} and the {one ys}, the {one xs} was dearer. By how much?",
    "work out by how much the {one xs} was more expensive than the {one ys}.",
)  # fmt: skip
SPENT_DIFF = pool("spent_diff", "how much more did {A} spend on {bigs} than on {smalls}?", "how much more did the {bigs} cost than the {smalls}?", "how much less did {he} spend on {smalls} than on {bigs}?", "by how much did the {bigs} cost more than the {smalls}?",
    "what is the difference between the money spent on {bigs} and on {smalls}?", "how many more dollars went for {bigs} than for {smalls}?", "{A} spent more on {bigs} than on {smalls}. How much more?", "how much less did the {smalls} cost than the {bigs}?",
    "find how much more the {bigs} cost than the {smalls}.", "how much more money was spent on the {bigs} than on the {smalls}?", "compared with the {smalls}, how much more did the {bigs} cost {A}?", "by how many dollars is the cost of the {bigs} higher than the cost of the {smalls}?",
    "the {bigs} were a bigger expense than the {smalls}. By how many dollars?", "how much extra money went for {bigs}, compared with {smalls}?", "{he} paid less for the {smalls} than for the {bigs}. How much less?",
    "subtract the cost of the {smalls} from the cost of the {bigs}. What do you get?", "how much cheaper were the {smalls} than the {bigs}?", "what must be added to the cost of the {smalls} to reach the cost of the {bigs}?",
    "how far apart are the cost of the {bigs} and the cost of the {smalls}?", "work out how many dollars more {A} paid for {bigs} than for {smalls}.", "the money for the {bigs} was how much more than the money for the {smalls}?",
)  # fmt: skip
TWO_BUYS = pool("two_buys", "{A} {~buy} {n xs} at {$p} each and {m ys} at {$q} each.", "{A} {~buy} {n xs} for {$p} each and {m ys} for {$q} each.", "{A} {~buy} {n xs} and {m ys}. Each {one xs} costs {$p}, and each {one ys} costs {$q}.", "{xs} are {$p} each and {ys} are {$q} each. {A} chooses {n xs} and {m ys}.", "{an xs} costs {$p} and {an ys} costs {$q}. {A} {~buy} {n xs} and {m ys}.",
    "{A} {~buy} {n xs}, which cost {$p} each, and {m ys}, which cost {$q} each.", "each {one xs} costs {$p} and each {one ys} costs {$q}. {A} {~get} {n xs} and {m ys}.", "{A} {~pay} {$p} each for {n xs} and {$q} each for {m ys}.", "at a store, {xs} sell for {$p} each and {ys} for {$q} each. {A} {~buy} {n xs} and {m ys}.",
    "{A} {~order} {m ys} at {$q} apiece and {n xs} at {$p} apiece.", "{n xs} at {$p} each and {m ys} at {$q} each were bought by {A}.", "{A} {~need} {n xs} and {m ys}. The {xs} were {$p} each, and the {ys} were {$q} each.", "the price of {an xs} is {$p}, and the price of {an ys} is {$q}. {A} {~take} {n xs} and {m ys}.",
    "{A} went to a shop and got {n xs} for {$p} each. {He} also got {m ys} for {$q} each.", "{A} {~buy} {m ys} for {$q} apiece, as well as {n xs} for {$p} apiece.",
    "in {A}'s cart are {n xs} and {m ys}. {an xs} costs {$p}, and {an ys} costs {$q}.", "a shop asks {$p} for {an xs} and {$q} for {an ys}. {A} {~take} {n xs} and {m ys}.",
    "{A}'s list says {n xs} and {m ys}. At the store, each {one xs} is {$p} and each {one ys} is {$q}.", "for each of {n xs}, {A} {~pay} {$p}, and for each of {m ys}, {$q}.",
    "there were two things {A} needed: {n xs} at {$p} each and {m ys} at {$q} each.", "{A} {~pick} {n xs} for {$p} apiece. Then {he} {~add} {m ys} for {$q} apiece.",
    "on the receipt are {n xs} at {$p} each and {m ys} at {$q} each, all of them for {A}.",
)  # fmt: skip
MONEY_START = pool("money_start", "{~have} {$n}", "{~have} {$n} in {his} [wallet|piggy bank|account]", "{~start} with {$n}", "{~begin} with {$n} in cash", "already {~have} {$n}", "{~have} {$n} saved",
    "{~have} {$n} to spend", "{~bring} {$n} to the store", "{~take} {$n} along", "{~leave} home with {$n}",
    "{~have} {$n} in {his} pocket", "{~go} shopping with {$n}", "{~have} savings of {$n}", "{~own} {$n}",
    "{~have} {$n} at first", "{~begin} the week with {$n}", "{~have} {$n} to start with", "{~carry} {$n} in {his} purse",
    "{~set} out with {$n}", "{~count} {his} money and {~find} that it is {$n}", "{~have} no more than {$n}", "{~be} the owner of {$n}", "{~enter} the store with {$n}", "{~take} {$n} out of {his} piggy bank",
    "{~start} the day with {$n} in {his} pocket", "{~have} exactly {$n}",
)  # fmt: skip
MONEY_UP = pool("money_up", "{~get} {$x} from {his} {relative}", "{~earn} {$x} by {earning}", "{~receive} {$x} for {his} birthday", "{~be} paid {$x} for {earning}", "{~earn} {$x}", "{~save} {$x} more", "{~find} {$x}",
    "{~get} {$x} for helping {his} {relative}", "{~be} given {$x} by {his} {relative}", "{~make} {$x} by {earning}", "{~be} paid {$x} for some work",
    "{~win} {$x} in a contest", "{~receive} {$x} from {his} {relative}", "{~sell} {an thing} for {$x}", "{~get} {$x} back from a friend",
    "{~find} {$x} in an old coat", "{~get} an allowance of {$x}", "{~earn} another {$x} by {earning}", "{~put} {$x} more with it",
    "{~get} {$x} as a gift", "{~collect} {$x} for {earning}",
    "{~be} handed {$x} by {his} {relative}", "{$x} {~come} in the mail from {his} {relative}.", "{~put} another {$x} in {his} wallet after {earning}", "{earning} {~bring} in {$x}.", "{~add} {$x} to that by {earning}",
    "for {earning}, {he} {~get} {$x}.", "another {$x} {~come} from {his} {relative}.", "{~make} {$x} at a yard sale", "{~take} in {$x} for {earning}", "a birthday card {~bring} {him} {$x}.",
    "{~have} {$x} put into {his} hand by {his} {relative}",
)  # fmt: skip
MONEY_DOWN = pool("money_down", "{~spend} {$x} on {an thing}", "{~buy} {an thing} for {$x}", "{~spend} {$x}", "{~hand} over {$x} for {an thing}", "{~pay} {$x} for {an thing}", "{~give} {$x} to {his} {relative}", "{~lose} {$x}", "{~donate} {$x}",
    "{~use} {$x} to buy {an thing}", "{~lend} {$x} to {his} {relative}", "{~spend} {$x} at the movies", "{~pay} {$x} for lunch",
    "{~give} {his} {relative} {$x}", "{~buy} {his} {relative} {an thing} for {$x}", "{~spend} {$x} of it on {an thing}", "{~pay} a bus fare of {$x}",
    "{~drop} {$x} somewhere", "{~get} {an thing} that cost {$x}", "{~put} {$x} in a charity box", "{~pay} back {$x} to {his} {relative}",
    "{~spend} {$x} on snacks", "{~spend} another {$x}",
    "{an thing} {~cost} {him} {$x}.", "{$x} {~go} for {an thing}.", "{~part} with {$x} for {an thing}", "{~hand} the clerk {$x} for {an thing}", "{~leave} {$x} at the store for {an thing}", "{$x} {~be} stolen from {him}.",
    "{~send} {$x} to {his} {relative}", "for {an thing}, {he} {~pay} {$x}.", "{~hand} {his} {relative} {$x}", "another {$x} {~go} for snacks.", "as a present, {$x} {~go} to {his} {relative}.",
)  # fmt: skip
MONEY_NOW = pool("money_now", "how much money {does} {A} have now?", "how much money {does} {he} have?", "how many dollars {does} {A} have now?", "how much does {A} own in the end?", "how much money {does} {he} have now?", "how much money did {A} end up with?",
    "after that, how much money {does} {he} have?", "find how much money {A} has now.", "what amount of money does {A} have in the end?", "how many dollars {does} {he} have in the end?",
    "in the end, how much money {does} {A} have?", "how much money is that now?", "can you tell how much money {A} has now?", "how many dollars did {he} end up with?",
    "what is the amount {A} has now?", "how much money will {he} have after that?", "now {A} has how many dollars?", "how much is in {his} wallet after all this?",
    "how much is that in dollars now?", "when {he} counts {his} money again, how much is there?", "how much money is in {A}'s hands at the end?", "what sum of money does {he} end up with?", "that gives {A} how much money now?",
    "with how much money does {he} end up?", "what will {A} find when {he} counts {his} money?", "how many dollars is {A} holding now?", "work out how much money {A} has in the end.", "counting everything, what is {A}'s money now?",
    "how rich is {A} now, in dollars?", "so how much money does {A} have at the end of all this?", "how many dollars could {he} spend now?", "{his} money now comes to how many dollars?",
    "at the end of the story, how much money {does} {he} have?", "what does {he} now have, in dollars?",
)  # fmt: skip
MONEY_LEFT = pool("money_left", "how much money {does} {A} have left?", "how much money is left?", "how much does {he} have left?", "how many dollars remain?", "how much money did {he} have left?", "how much has {A} left?",
    "how many dollars {does} {he} have left?", "what amount of money does {A} have left?", "find how much money is left.", "after that, how much money is left?",
    "how much money does {he} still have?", "how much of {his} money is left?", "how many dollars are left?", "can you tell how much money {A} has left?",
    "how much money remains?", "in the end, how much money is left?", "how much money is {A} left with?", "what is left of {his} money?",
    "that leaves {A} with how much money?", "how much money is not gone yet?", "when all this is over, how much money does {he} still have?", "how many dollars of {his} money has {he} still got?", "of all that money, how much remains?",
    "what will {A} find in {his} wallet now, in dollars?", "how much can {he} still spend?", "with how much money is {A} left?", "work out what {A} has left.", "after all this, {he} still has how many dollars?",
    "what remains of {his} money?", "what sum of money is left over?", "in dollars, what is left?", "so how much money does {he} have left over?",
)  # fmt: skip
MONEY_END = pool("money_end", "now {he} has {$e}.", "now {A} has {$e}[ left|].", "{he} has {$e} now.", "in the end {he} {~have} {$e}.",
    "after that, {he} has {$e}.", "that leaves {him} with {$e}.", "when {he} counts {his} money now, it is {$e}.", "{he} ends up with {$e}.",
    "the money {he} has now is {$e}.", "now there is {$e} in {his} wallet.", "in the end, {$e} is what {he} has.", "at home, {he} counts {$e}.",
    "{his} wallet holds {$e} in the end.", "at the end, {he} counts {his} money: it is {$e}.", "{$e} is left in {his} pocket now.", "when all is done, {he} has {$e}.", "that brings {his} money to {$e}.",
    "at the end of it all, {A} owns {$e}.", "{he} goes home with {$e}.",
)  # fmt: skip
MONEY_ASK_START = pool("money_ask_start", "how much money did {A} have [at first|to begin with|at the start]?", "how much did {he} have in the beginning?", "how many dollars did {A} start with?", "what amount did {A} have at first?",
    "what was the amount of money {A} had at first?", "find how much money {A} had at first.", "how many dollars did {he} have to begin with?", "before all of this, how much money did {he} have?",
    "how much money must {A} have had at the start?", "with how much money did {A} begin?", "how much money was there at the beginning?", "can you tell how much money {he} had at the start?",
    "what was in {his} wallet at first, in dollars?", "how much money was {A} holding before all this?", "{he} started with how many dollars?", "go back to the beginning: how much money did {A} have?",
    "how much money had {A} before anything happened?", "what sum did {he} start out with?", "work out what {A} had at the very beginning.", "in the beginning, {A} had how many dollars?", "how much did {A} own before all this?",
    "at the start of the story, how much money was there?", "if all of that were undone, how much money would {he} have?",
)  # fmt: skip
WAGE = pool("wage", "{A} earns {$w} [for every|for each|per] {unit}{doing}.", "{A} gets {$w} per {unit}{doing}.", "{A} is paid {$w} for each {unit}{doing}.", "the pay for one {unit} is {$w}, and {A} does the work.", "{A} charges {$w} per {unit}{doing}.",
    "for each {unit}{doing}, {A} is paid {$w}.", "{A} makes {$w} for every {unit}{doing}.", "{A} asks for {$w} per {unit}{doing}.", "for every {unit}{doing}, {A} earns {$w}.",
    "{A} has a job that pays {$w} per {unit}.", "the neighbors give {A} {$w} for each {unit}{doing}.", "{A} takes {$w} for one {unit}{doing}.", "a job pays {$w} per {unit}. {A} took it.",
    "{A} found work that pays {$w} for each {unit}.",
    "{$w} is what {A} gets for each {unit}{doing}.", "one {unit}{doing} brings {A} {$w}.", "{A} is hired at {$w} per {unit}{doing}.", "with every {unit}{doing}, {A} earns {$w}.", "whoever hires {A} pays {$w} for each {unit}.",
    "people pay {A} {$w} per {unit}{doing}.", "{A}'s price for one {unit}{doing} is {$w}.",
)  # fmt: skip
WAGE_ASK = pool("wage_ask", "how much does {he} earn for {h units}?", "how much will {A} earn for {h units}?", "how much money does {he} make for {h units}?", "for {h units}, what does {A} get?", "if {he} does {h units}, how much money will {he} make?",
    "what will {A} earn for {h units}?", "how many dollars does {he} get for {h units}?", "after {h units}, how much money has {he} made?", "how much money is that for {h units}?",
    "if it is {h units} this time, how much does {A} earn?", "{he} did {h units} last month. How much did {he} earn?", "find how much {A} earns for {h units}.", "what is {A} paid for {h units}?",
    "for {h units}, how much money will {he} be paid?", "suppose {he} does {h units}. How much will {he} be paid?",
    "what is {his} pay for {h units}?", "{h units} will bring {him} how much money?", "how much should {A} be paid after {h units}?", "when {he} has done {h units}, how much money has {he} earned?",
    "this month it was {h units}. What did {he} earn?", "how many dollars do {h units} bring {A}?", "suppose it is {h units} in all. How much money does {A} get?", "{he} did {h units}. How much is {he} owed?",
    "work out {his} pay for {h units}.", "with {h units} done, what does {he} get paid?", "what would {he} get for {h units}?", "last week {he} did {h units}. That brought {him} how much?", "doing {h units} earns {A} how many dollars?",
)  # fmt: skip
WAGE_GOAL = pool("wage_goal", "how many {units} does {he} need to earn {$t}?", "how many {units} must {A} do to earn {$t}?", "{he} wants to earn {$t}. How many {units} is that?", "after how many {units} has {he} got {$t}?", "if {he} earned {$t}, how many {units} was that?",
    "how many {units} will it take {him} to make {$t}?", "for how many {units} is {he} paid {$t}?", "{he} made {$t}. How many {units} did {he} do?", "{A} was paid {$t}. For how many {units} was that?",
    "to get {$t}, how many {units} does {A} have to do?", "{he} needs {$t}. How many {units} must {he} do for that?", "find the number of {units} it takes to earn {$t}.", "what number of {units} brings {him} {$t}?",
    "if {A} made {$t} in all, how many {units} did {he} do?",
    "{A} would like {$t}. How many {units} does that take?", "to get {$t} together, {he} must do how many {units}?", "{$t} is what {he} hopes to make. How many {units} must {he} do?", "{$t} is the pay for how many {units}?",
    "at the end, {he} had earned {$t}. How many {units} had {he} done?", "{he} counted {his} pay, and it was {$t}. How many {units} was that for?", "work out how many {units} bring in {$t}.",
    "before {he} has made {$t}, how many {units} must {he} do?", "when {he} has earned {$t}, how many {units} has {he} done?", "{he} took home {$t}. What number of {units} did {he} do?",
    "with pay of {$t} in all, how many {units} did {he} do?",
)  # fmt: skip
WAGE_DAYS = pool("wage_days", "{he} worked {list}.", "{A} worked {list}.", "this week {he} worked {list}.", "{his} hours were these: {list}.",
    "{A} worked for {list}.", "{he} was at work {list}.", "{he} put in {list}.", "{he} did {list}.",
    "last week, {A} worked {list}.", "it was {list} of work for {him}.", "{A} kept a list: {list}.", "{his} timesheet shows {list}.",
    "the work took {him} {list}.", "{A} wrote down {his} working time: {list}.", "{list}: that was how long {he} worked.", "{he} spent {list} at work.", "{his} working time was {list}.", "{A} was busy with this work {list}.",
)  # fmt: skip
WAGE_DAYS_ASK = pool("wage_days_ask", "how much did {A} earn [in all|altogether]?", "how much money did {he} make?", "how much money did {A} earn in total?", "what was {A}'s pay for these days?",
    "what did {A} earn altogether?", "how much money did {he} earn for all of this?", "find how much {A} earned in all.", "how many dollars did {A} make altogether?",
    "how much should {A} be paid for these days?", "what was the total amount {he} earned?", "in all, how much money did {A} make?", "what is {he} owed for this work?",
    "what should {his} pay be for all of these days?", "how much money is {he} owed [in all|altogether]?", "work out {A}'s pay.", "that adds up to how much pay?", "when payday comes, how much does {A} get?",
    "for all these hours, how much is {A} paid?", "how many dollars did these days bring {him}?", "how much had {A} earned when the last day was over?", "putting all the days together, what did {he} make?",
    "what did all this work bring {A}, in dollars?", "what sum of money did {A} receive for those hours?",
)  # fmt: skip
DISCOUNT = pool("discount", "{an items} that costs {$m} is on sale at {p!}% off.", "{an items} costs {$m}. There is a {p!}% discount.", "a shop takes {p!}% off {an items} priced at {$m}.", "{A} has a coupon for {p!}% off, and wants {an items} marked {$m}.", "the normal price of {an items} is {$m}. Today it is {p!}% off.", "{A} {~buy} {an items} with a {p!}% discount. The regular price is {$m}.",
    "{an items} usually costs {$m}, but now it is {p!}% off.", "{A} wants {an items} that costs {$m}. The store takes {p!}% off.", "at {p!}% off, {A} gets {an items} that normally costs {$m}.", "the price tag says {$m} for {an items}, and a sign says {p!}% off.",
    "during a sale, a store lowers the price of {an items} by {p!}%. It was {$m}.", "{A} found {an items} marked {$m}, with {p!}% off.", "{an items} was {$m}. The price has been cut by {p!}%.", "with a coupon, {A} gets {p!}% off {an items} that costs {$m}.",
    "a store has {an items} for {$m}, and everything is {p!}% off today.", "{A} buys {an items} in a sale. Its price was {$m}, and it is reduced by {p!}%.",
    "instead of {$m}, {A} pays {p!}% less for {an items}.", "a sign says that {an items}, which was {$m} before, is {p!}% cheaper now.", "everything in the shop is {p!}% off. {A} picks {an items} with a price tag of {$m}.",
    "{A} cannot pay {$m} for {an items}, and the clerk takes {p!}% off the price.", "before the sale, {an items} was {$m}. In the sale, it is {p!}% cheaper.", "{p!}% is taken off the price of {an items}, which used to cost {$m}.",
)  # fmt: skip
ASK_SALE = pool("ask_sale", "what is the sale price?", "how much does the {one items} cost now?", "how much does {A} pay?", "what is the price after the discount?", "how much is the {one items} on sale?", "what will {A} pay for the {one items}?",
    "what does the {one items} cost after that?", "find the new price.", "how much money does the {one items} cost with the discount?", "what is the new price of the {one items}?",
    "after the discount, how much is the {one items}?", "how many dollars is the {one items} now?", "how much does {A} have to pay for the {one items}?", "how much must be paid for the {one items} now?",
    "can you tell the sale price of the {one items}?", "what is the final price of the {one items}?", "calculate the price after the discount.", "for how much is the {one items} sold now?",
    "what is left of the price after the discount?", "what must {A} still pay for the {one items}?", "the {one items} now costs how many dollars?", "how much money is needed to buy the {one items} now?", "work out the sale price.",
    "at the till, how much is the {one items}?", "when the discount is taken off, what is the price?", "with the lower price, what does {A} pay for the {one items}?", "how much will the clerk ask for the {one items}?",
    "that makes the {one items} how many dollars?", "what does the new price tag of the {one items} say?", "for the {one items}, how much does {A} pay in the end?", "how many dollars must {A} hand over for the {one items}?",
    "taking the discount into account, how much is the {one items}?",
)  # fmt: skip
ASK_OFF = pool("ask_off", "how much money is saved?", "how many dollars is the discount?", "how much is taken off the price?", "what does {A} save?",
    "by how many dollars is the price lower?", "how much less does the {one items} cost now?", "how many dollars are taken off?", "find how much money is saved.",
    "what is the discount in dollars?", "how much is the discount?", "by how much does the price go down?", "how many dollars does one save?",
    "how much does {A} not have to pay?", "the price goes down by how many dollars?", "how many dollars stay in {A}'s pocket because of the discount?", "what is the difference between the old price and the new one?",
    "how big is the discount in dollars?", "work out how much the discount is worth.", "how much cheaper is the {one items} now, in dollars?", "that takes how many dollars off the price?", "in dollars, what is taken off?",
    "compared with the old price, how much is saved?",
)  # fmt: skip
TIP = pool("tip", "the meal cost {$m}. {A} leaves a {p!}% tip.", "{A}'s bill is {$m}, and {he} adds a tip of {p!}%.", "{A} pays {$m} plus {p!}% tax.", "on a bill of {$m}, {A} adds {p!}%.",
    "{A} had dinner for {$m} and gave a {p!}% tip.", "after a lunch for {$m}, {A} adds a tip of {p!}%.", "the bill is {$m}. To this {A} adds {p!}% for the waiter.", "{A} has a bill of {$m} and gives the waiter a {p!}% tip.",
    "dinner costs {$m}, and {A} tips {p!}%.", "a meal is {$m} before a {p!}% tip, which {A} pays as well.", "{A} buys something for {$m}, and {p!}% tax is added.", "the price before tax is {$m}. {A} also has to pay {p!}% tax.",
    "{A}'s lunch was {$m}. A tip of {p!}% came on top of that.", "to the {$m} on the bill, {A} adds another {p!}%.", "the waiter brings {A} a bill for {$m} and gets a {p!}% tip.",
    "{A} eats out for {$m} and rewards the waiter with a tip of {p!}%.", "a tax of {p!}% is added to the {$m} that {A} spends.",
)  # fmt: skip
ASK_TIP = pool("ask_tip", "how much does {A} pay in all?", "what is the total?", "how much does {he} pay altogether?", "what does the whole come to?",
    "what is the total amount {A} pays?", "find the total {A} pays.", "how much money is that altogether?", "how many dollars does {A} pay in the end?",
    "in all, how much does {he} have to pay?", "with everything, how much does {A} pay?", "what does {he} pay altogether?", "how much is the total bill?",
    "how much money does {A} need for that in all?", "what does {he} pay when that is added?", "what amount does {A} hand over [in all|altogether]?", "work out the total.", "that makes how much in all?", "how much leaves {A}'s wallet?",
    "including that, how much does {A} pay?", "how many dollars does it come to altogether?", "what does it cost {A} altogether?", "how much is {he} out of pocket in the end, in dollars?",
)  # fmt: skip
_CENTS = Weighted((0, 50, 25, 5), (76, 10, 6, 8))
_SHOP = [s for s in v.SCENES if s.name in ("toys", "clothes", "crafts", "books", "snacks", "school")]


def _price(story: Story, low: int = 1, high: int = 20) -> Fraction:
    """Dollars, at times with cents."""
    cents = _CENTS.draw(story.rng)
    whole = between(story.rng, low, max(low + 1, high))
    cents = 5 * between(story.rng, 1, 19) if cents == 5 else cents
    return Fraction(100 * whole + cents, 100) if cents else Fraction(whole)


def _goods(story: Story) -> v.Scene:
    scene = story.scene("toys", "bakery", "fruit", "snacks", "school", "books", "clothes", "crafts", "plants")
    story.main(roles=story.rng.random() < 0.5)
    story.ctx["He"] = str(story.ctx["he"]).capitalize()
    return scene


def _item(story: Story) -> Thing:
    return _priced(story)[0]


def _priced(story: Story) -> tuple[Thing, Fraction]:
    """Something to buy and what one costs."""
    scene = pick(story.rng, _SHOP)
    return Thing(*pick(story.rng, scene.things)), _price(story, *scene.price)


def _round_up(story: Story, value: Fraction) -> int:
    """A note or a rounder sum above the value."""
    options = [b for b in (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if b > value]
    if options and story.rng.random() < 0.7:
        return pick(story.rng, options[:2])
    return int(value) + between(story.rng, 1, 60)


def unit_price(story: Story, level: int) -> Draft:
    """Price times number: total, price or number (1); then change or how much is missing (2)."""
    rng = story.rng
    scene = _goods(story)
    story.orderly = True
    items = story.ctx["items"].many
    u, n = _price(story, *scene.price), story.n(2, max(9, min(story.scale, 40)))
    roll = rng.random()
    if level == 1 and roll < 0.3:
        sentences = [story.say(PAID_FOR, n=n, t=u * n)]
        return Draft(
            sentences, story.say(ASK_UNIT), story.step(f"price of one {story.ctx['items'].one}", u * n, "/", n)
        )
    if level == 1 and roll < 0.45:
        sentences = [story.say(UNIT_PRICE, u=u), story.say(HAS_MONEY, t=u * n)]
        if rng.random() < 0.5:
            sentences.reverse()
        return Draft(sentences, story.say(ASK_HOW_MANY), story.step(f"number of {items}", u * n, "/", u))
    if level == 1 and roll < 0.6:
        story.past = True
        story.ctx["make_"] = pick(rng, ("make", "earn", "get"))
        return Draft([story.say(SELL_AT, n=n, u=u)], story.say(ASK_EARNED), story.step("money earned", n, "*", u))
    sentences = (
        [story.say(UNIT_PRICE, u=u), story.say(BUY, n=n)] if rng.random() < 0.5 else [story.say(BUY_AT, n=n, u=u)]
    )
    if len(sentences) == 2 and rng.random() < 0.4:
        sentences.reverse()
    cost = story.step(f"cost of the {items}", n, "*", u)
    if level == 1:
        return Draft(sentences, story.say(ASK_COST), cost)
    if rng.random() < 0.75:
        t = _round_up(story, cost)
        return Draft(sentences, story.say(PAYS_WITH, t=t), story.step("money left", t, "-", cost))
    t = story.n(1, int(cost) - 1)
    return Draft(sentences, story.say(MORE_NEEDED, t=t), story.step("money missing", cost, "-", t))


def purchases(story: Story, level: int) -> Draft:
    """Several things with a price each: the total (and change), or the difference of two."""
    rng = story.rng
    _goods(story)
    story.past = story.orderly = True
    change = level > 1 and rng.random() < 0.6
    k = level if change else level + 1  # a list of two at least
    goods: dict[Thing, Fraction] = {}
    while len(goods) < max(2, k):
        thing, price = _priced(story)
        goods[thing] = price
    things, prices = list(goods), list(goods.values())
    if len(set(prices)) < len(prices):
        return Draft([], "", Fraction(-1))
    many = rng.random() < 0.5
    words = [t.many if many else f"{'an' if t.one[0] in 'aeiou' else 'a'} {t.one}" for t in things]
    listed = listing([f"{w} for {story.money(p)}" for w, p in zip(words, prices, strict=True)])
    spent = listing([f"{story.money(p)} on {w}" for w, p in zip(words, prices, strict=True)])
    sentences = [story.say(LIST_PRICES, list=listed, spent=spent)]
    if level == 1 and rng.random() < 0.4:
        (a, p), (b, q) = sorted(zip(things, prices, strict=True), key=lambda pair: -pair[1])
        if many:
            return Draft(
                sentences,
                story.say(SPENT_DIFF, bigs=a, smalls=b),
                story.step(f"{a.many if many else a.one} minus {b.many if many else b.one}", p, "-", q),
            )
        story.ctx |= {"xs": a, "ys": b}
        return Draft(
            sentences,
            story.say(ASK_PRICE_DIFF),
            story.step(f"{a.many if many else a.one} minus {b.many if many else b.one}", p, "-", q),
        )
    total = story.total("total spent", prices, "spent so far")
    if not change:
        return Draft(sentences, story.say(ASK_LIST), total)
    t = _round_up(story, total)
    return Draft(sentences, story.say(PAYS_WITH, t=t), story.step("money left", t, "-", total))


def two_buys(story: Story, level: int) -> Draft:
    """n at p and m at q: together, the difference (3), or the change (4)."""
    rng = story.rng
    _goods(story)
    story.past = story.orderly = True
    (x, p), (y, q) = _priced(story), _priced(story)
    if x == y:
        return Draft([], "", Fraction(-1))
    n, m = story.n(2, 12), story.n(2, 12)
    sentences = [story.say(TWO_BUYS, n=n, m=m, p=p, q=q, xs=x, ys=y)]
    a, b = story.step(f"cost of the {x.many}", n, "*", p), story.step(f"cost of the {y.many}", m, "*", q)
    if level == 3 and a != b and rng.random() < 0.3:
        (dear, big), (cheap, small) = ((x, a), (y, b)) if a > b else ((y, b), (x, a))
        return Draft(
            sentences, story.say(SPENT_DIFF, bigs=dear, smalls=cheap), story.step("difference", big, "-", small)
        )
    cost = story.step("total cost", a, "+", b)
    if level == 3:
        return Draft(sentences, story.say(ASK_LIST), cost)
    paid = _round_up(story, cost)
    return Draft(sentences, story.say(PAYS_WITH, t=paid), story.step("money left", paid, "-", cost))


def wallet(story: Story, level: int) -> Draft:
    """Money that comes and goes; the result, or the start, is asked."""
    rng = story.rng
    story.main(roles=False)
    story.orderly = story.subject_later = True
    value = start = _price(story, 10, max(20, min(story.scale * 2, 900)))
    backwards = level <= 2 and rng.random() < 0.3
    if backwards:
        phrases = [
            pick(
                rng,
                ("had some money", "had some money in " + str(story.ctx["his"]) + " wallet", "started with some money"),
            )
        ]
        story.past = True
    else:
        phrases = [story.say(MONEY_START, n=value)]
    events: list[Fraction] = []
    for _ in range(level):
        x = _price(story, 1, 40)
        story.ctx |= {"thing": _item(story), "relative": pick(rng, v.RELATIVES), "earning": pick(rng, v.EARNERS)[1]}
        if value - x > 2 and rng.random() < 0.65:
            phrases.append(story.say(MONEY_DOWN, x=x))
            events.append(-x)
        else:
            phrases.append(story.say(MONEY_UP, x=x))
            events.append(x)
        value += events[-1]
    if backwards:
        sentences = [*tell(story, phrases), story.say(MONEY_END, e=value)]
        for event in reversed(events):
            value = story.step("money before that", value, "-" if event > 0 else "+", abs(event))
        assert value == start
        return Draft(sentences, story.say(MONEY_ASK_START), value)
    value = start
    for event in events:
        value = story.step("money left" if event < 0 else "money now", value, "+" if event > 0 else "-", abs(event))
    return Draft(
        tell(story, phrases), story.say(MONEY_LEFT if max(events) < 0 and rng.random() < 0.7 else MONEY_NOW), value
    )


def wages(story: Story, level: int) -> Draft:
    """So much an hour: pay, hours; hours of several days (2, 3)."""
    rng = story.rng
    story.main(roles=False)
    story.orderly = True
    _, doing, unit = pick(rng, v.EARNERS)
    w, h = _price(story, 3, 30), story.n(2, 30)
    story.ctx |= {
        "unit": unit,
        "units": Thing(unit, v.plural(unit)),
        "doing": f" of {doing}"
        if unit in ("hour", "day", "lesson") and rng.random() < 0.6 and doing != "tutoring"
        else "",
        "w": w,
    }
    sentences = [story.say(WAGE)]
    if level == 1:
        if rng.random() < 0.6:
            return Draft(sentences, story.say(WAGE_ASK, h=h), story.step("money earned", w, "*", h))
        return Draft(sentences, story.say(WAGE_GOAL, t=w * h), story.step(f"number of {v.plural(unit)}", w * h, "/", w))
    if unit != "hour":
        earned = story.step("money earned", w, "*", h)
        extra = story.n(2, 60)
        if level == 3:
            return Draft([], "", Fraction(-1))
        he = str(story.ctx["he"])
        sentences.append(f"{he} did {story.write(h)} {v.plural(unit)} and already had {story.money(extra)}.")
        return Draft(sentences, story.say(MONEY_NOW), story.step("money now", earned, "+", extra))
    days = v.DAYS[rng.randrange(4) :][:level]
    hours = [story.n(2, 9) for _ in days]
    listed = listing([f"{x} hours on {d}" for x, d in zip(hours, days, strict=True)])
    sentences.append(story.say(WAGE_DAYS, list=listed))
    value = story.total("hours in all", hours, "hours so far")
    return Draft(sentences, story.say(WAGE_DAYS_ASK), story.step("money earned", w, "*", value))


def discount(story: Story, level: int) -> Draft:
    """A percentage off a price: the saving (1) or the new price (2); a tip or tax."""
    rng = story.rng
    _goods(story)
    story.ctx["items"] = _item(story)
    p, m = pick(rng, (5, 10, 10, 15, 20, 20, 25, 30, 40, 50, 60, 75)), story.n(1, 30) * pick(rng, (4, 5, 10, 20))
    if level == 2 and rng.random() < 0.25:
        sentences = [story.say(TIP, p=p, m=m)]
        return Draft(sentences, story.say(ASK_TIP), story.step("total", m, "+", story.percent("the added part", p, m)))
    sentences = [story.say(DISCOUNT, p=p, m=m)]
    off = story.percent("money off", p, m)
    if level == 1:
        return Draft(sentences, story.say(ASK_OFF), off)
    return Draft(sentences, story.say(ASK_SALE), story.step("sale price", m, "-", off))


SCHEMAS = (
    (unit_price, 1, 2, 6),
    (purchases, 1, 4, 4),
    (two_buys, 3, 4, 5),
    (wallet, 1, 4, 4),
    (wages, 1, 3, 3),
    (discount, 1, 2, 2),
)
