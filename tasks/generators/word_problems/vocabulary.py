"""The words of the stories: people, scenes (things with the verbs and places that fit them), times. Tables, no logic."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

MALE = (
    "Tom Ben Sam Jack Leo Max Oscar Hugo Adam Luke Noah Ethan Ryan David Peter Paul Mark James John Robert Carlos Diego Omar "
    "Ali Ravi Arjun Kenji Wei Ivan Marco Luca Felix Victor Simon Daniel Kevin Brian Jason Eric George Henry Frank Oliver "
    "Walter Dave Mike Joe Tim Dan Fred Keith Bobby Billy Jerry Larry Randy Sean Zach Isaac Caleb Aaron Josh Edward Matt "
    "Nathan Lewis Martin Andre Pedro Hassan Yusuf Dmitri Anton Nikhil Hiro Jamal Tyrone Wade Grant Philip Roger Stanley "
    "Alan Craig Derek Elliot Gavin Harold Ian Jordan Kyle Liam Mason Neil Owen Patrick Quinn Rohan Seth Travis Vincent Warren"
).split()
FEMALE = (
    "Anna Mia Lily Emma Olivia Sara Nora Julia Laura Kate Mary Lucy Ella Ruby Grace Alice Clara Eva Maria Sofia Rosa Carmen "
    "Fatima Aisha Priya Mei Yuki Ingrid Elena Zoe Chloe Hannah Rachel Emily Jane Susan Linda Karen Nancy Sandy Megan Paige "
    "Haley Robin Debby Faye Melanie Joan Sally Alyssa Jessica Amy Kelly Tina Diane Helen Gwen Bianca Vanessa Wendy Norma "
    "Janet Sandra Benita Leila Amara Zainab Noor Hana Keiko Ana Lucia Paula Irene Martha Ruth Stella Violet Tara Molly "
    "Abby Beth Carla Daisy Edith Fiona Gloria Heather Ivy Jenny Kim Leah Mindy Nina Opal Penny Rita Sheila Tiffany Valerie"
).split()
SURNAMES = (
    "Smith Lopez Chen Patel Brown Garcia Kim Rossi Novak Okafor Silva Jensen Walker Hill Young Reed Stone Wood".split()
)
ROLES = (
    "baker farmer teacher gardener florist librarian shopkeeper chef coach artist fisherman carpenter tailor waiter grocer "
    "painter postman collector butcher potter cook student beekeeper jeweler zookeeper janitor nurse clerk "
    "plumber pilot mechanic photographer sailor barber dentist musician camper scout"
).split()
ORGANIZATIONS = "school,shop,museum,library,restaurant,club,zoo,toy store,post office,bakery,farm,company,hotel,bookstore,factory,market".split(
    ","
)
RELATIVES = (
    "sister brother friend mother father cousin teacher neighbor aunt uncle grandmother grandfather classmate".split()
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
COLORS = "red blue green yellow white black orange purple pink brown gray silver gold".split()


@dataclass(frozen=True)
class Scene:
    """Things that belong to one setting, what people do with them, and what they keep them in."""

    name: str
    things: tuple[tuple[str, str], ...]
    gain: tuple[str, ...]
    lose: tuple[str, ...]
    boxes: tuple[tuple[str, str], ...]
    roles: tuple[str, ...] = ()
    colored: bool = False
    price: tuple[int, int] = (1, 20)
    """Dollars one of them costs, lowest and highest."""


_IRREGULAR = {
    "sandwich": "sandwiches", "peach": "peaches", "cherry": "cherries", "strawberry": "strawberries", "tomato": "tomatoes", "potato": "potatoes",
    "candy": "candies", "puppy": "puppies", "sheep": "sheep", "fish": "fish", "goldfish": "goldfish", "goose": "geese", "butterfly": "butterflies",
    "daisy": "daisies", "lily": "lilies", "bush": "bushes", "rose bush": "rose bushes", "brush": "brushes", "dress": "dresses", "scarf": "scarves",
    "child": "children", "loaf": "loaves", "person": "people", "bench": "benches", "shelf": "shelves", "box": "boxes", "berry": "berries", "mango": "mangoes",
    "toothbrush": "toothbrushes", "paintbrush": "paintbrushes", "calf": "calves", "watch": "watches", "dictionary": "dictionaries", "peony": "peonies",
    "story": "stories", "radish": "radishes", "blueberry": "blueberries", "glass": "glasses", "calendar": "calendars", "branch": "branches", "bunch": "bunches",
    "class": "classes", "bus": "buses", "dish": "dishes", "speech": "speeches", "candy cane": "candy canes", "toy": "toys", "key": "keys",
    "fisherman": "fishermen", "library": "libraries", "family": "families", "trophy": "trophies", "essay": "essays", "fly": "flies", "pony": "ponies", "canary": "canaries", "raspberry": "raspberries", "battery": "batteries", "zucchini": "zucchini", "atlas": "atlases", "inch": "inches", "wrench": "wrenches",
}  # fmt: skip


@cache
def plural(one: str) -> str:
    """The plural of a noun or of the head of `piece of candy`."""
    head, of, rest = one.partition(" of ")
    if of:
        return f"{plural(head)} of {rest}"
    first, _, last = head.rpartition(" ")
    many = _IRREGULAR.get(head) or (_IRREGULAR.get(last) and f"{first} {_IRREGULAR[last]}".strip())
    return many or f"{head}s"


def nouns(text: str) -> tuple[tuple[str, str], ...]:
    """`(singular, plural)` of every noun in a comma-separated list."""
    return tuple((one, plural(one)) for one in (part.strip() for part in text.split(",")))


SCENES = (
    Scene("toys", nouns("marble, toy, doll, ball, sticker, card, balloon, kite, puzzle, stamp, coin, bead, button, badge, postcard, toy car, toy truck, robot,"
          "teddy bear, board game, video game, action figure, baseball card, bottle cap, trophy, yo-yo, whistle, block, toy soldier, comic book, trading card, medal,"
          "balloon animal, rubber duck, toy train, plastic dinosaur, magnet, jump rope, keychain, poster, stuffed animal, toy boat, glow stick"),
          ("buy", "find", "get", "win", "receive", "collect", "order"), ("lose", "give away", "sell", "donate", "trade away", "throw away"),
          nouns("box, bag, jar, drawer, shelf, case, basket, tin, bin"), ("collector",), True),
    Scene("bakery", nouns("roll, cookie, cake, pie, muffin, cupcake, bagel, pizza, pancake, waffle, donut, biscuit, tart, scone, loaf of bread, pretzel, brownie, pastry".replace(", pastry", "")),
          ("bake", "make", "prepare"), ("sell", "eat", "give away", "serve", "burn", "hand out"), nouns("box, tray, bag, basket, tin, plate, carton"), ("baker", "cook", "chef"), False, (1, 12)),
    Scene("fruit", nouns("apple, orange, pear, banana, lemon, lime, plum, fig, peach, cherry, strawberry, tomato, potato, carrot, onion, pepper, cucumber, pumpkin, melon,"
          "watermelon, coconut, walnut, mango, avocado, kiwi, radish, blueberry, turnip, cabbage, mushroom,"
          "apricot, grapefruit, raspberry, pineapple, papaya, beet, nectarine, acorn, chestnut, zucchini"),
          ("pick", "buy", "gather", "harvest", "get"), ("eat", "sell", "use", "give away", "throw away", "donate"),
          nouns("basket, bag, crate, box, bucket, bowl, sack, barrel, carton"), ("farmer", "grocer", "shopkeeper", "cook"), False, (1, 5)),
    Scene("snacks", nouns("piece of candy, candy, lollipop, chocolate bar, bag of chips, sandwich, egg, hot dog, burger, slice of pizza, juice box, can of soda, bottle of water, gumdrop, candy bar, cracker, peanut, jelly bean, marshmallow, granola bar, popsicle, mint, piece of gum, taco, chocolate, raisin"),
          ("buy", "get", "bring", "receive"), ("eat", "share", "give away", "sell", "drop"), nouns("box, bag, basket, carton, pack, case"), ("cook", "waiter"), False, (1, 8)),
    Scene("school", nouns("pencil, pen, crayon, marker, eraser, notebook, ruler, folder, envelope, paintbrush, sheet of paper, glue stick, binder, highlighter, colored pencil, worksheet, index card, paper clip, sticky note, calculator, backpack, lunch box, pencil sharpener"),
          ("buy", "get", "receive", "find", "order"), ("use", "lose", "give away", "break", "lend", "hand out"), nouns("box, drawer, pack, desk, case, bag, bin"), ("teacher", "artist", "student"), False, (1, 9)),
    Scene("books", nouns("book, magazine, novel, comic book, dictionary, textbook, picture book, storybook, CD, DVD, mystery book, record, atlas, cookbook, newspaper, puzzle book, coloring book, map"),
          ("buy", "get", "borrow", "receive", "order"), ("sell", "return", "donate", "lend", "give away", "lose"), nouns("shelf, box, bookcase, bag, crate"), ("librarian", "teacher"), False, (3, 30)),
    Scene("beach", nouns("seashell, shell, rock, stone, starfish, pebble, crystal, fossil, sand dollar".replace(", starfish", "")), ("find", "collect", "gather", "pick up"),
          ("lose", "give away", "throw away", "break", "sell", "drop"), nouns("bucket, jar, bag, box, basket, pail"), ("collector",)),
    Scene("plants", nouns("flower, rose, tulip, daisy, lily, sunflower, orchid, carnation, peony, rose bush, cactus plant, fern, apple tree, maple tree, pine tree, seedling, bean plant"),
          ("plant", "buy", "grow", "get"), ("sell", "give away", "pull out", "move"), nouns("pot, row, box, garden bed, tray"), ("gardener", "florist", "farmer"), False, (2, 25)),
    Scene("animals", nouns("duck, chicken, hen, cow, goat, pig, horse, rabbit, sheep, goldfish, puppy, goose, turkey, calf, lamb, kitten, hamster, fish, parrot, pony, turtle, donkey, duckling, chick, llama, bird, pigeon, guinea pig"),
          ("buy", "get", "raise", "adopt"), ("sell", "give away", "lose"), nouns("pen, cage, barn, pond, field, tank"), ("farmer", "zookeeper"), False, (5, 90)),
    Scene("clothes", nouns("shirt, hat, sock, scarf, glove, dress, sweater, necklace, bracelet, ring, pair of shoes, jacket, cap, tie, belt, ribbon, hair clip, T-shirt, sweatshirt, coat, skirt, apron, bow, headband, pin, hoodie"),
          ("buy", "get", "receive", "make"), ("sell", "give away", "donate", "return", "lose"), nouns("drawer, box, bag, closet, shelf, rack"), ("tailor", "shopkeeper"), True, (4, 60)),
    Scene("crafts", nouns("candle, lamp, bowl, cup, plate, picture, painting, poster, clay pot, birdhouse, basket, quilt, vase, mug, drawing, photo, frame, paper crane, lantern, spoon, bottle, wreath, pillow, rug, ornament, card, bookmark, key ring, wooden chair, blanket, puppet, photo album"),
          ("make", "buy", "get", "prepare"), ("sell", "give away", "break", "donate", "throw away"), nouns("box, shelf, crate, case, carton"), ("artist", "potter", "carpenter", "painter"), False, (3, 50)),
    Scene("tickets", nouns("ticket, token, coupon, raffle ticket, newspaper, flyer, letter, package, chair, table, bike, tire, brick, tile, board, bag of rice, tool, nail, screw, key, phone, watch,"
          "stone, light bulb, battery, pillow, tent, map, poster, program, shovel, bottle, can, plank, rope, flag"),
          ("get", "buy", "receive", "order"), ("sell", "use", "give away", "hand out", "lose"), nouns("box, pile, crate, stack, pack, bundle"), ("clerk", "shopkeeper", "janitor"), False, (2, 40)),
)  # fmt: skip

SORTS: dict[str, tuple[tuple[str, str], ...]] = {
    "fruits": nouns(
        "apple, orange, pear, banana, lemon, peach, plum, mango, kiwi, lime, grapefruit, apricot, pineapple"
    ),
    "vegetables": nouns("carrot, onion, pepper, cucumber, potato, tomato, radish, turnip, beet, cabbage"),
    "pets": nouns("cat, dog, rabbit, hamster, goldfish, parrot, turtle, kitten, puppy, canary"),
    "farm animals": nouns("cow, pig, goat, sheep, horse, duck, hen, goose"),
    "flowers": nouns("rose, tulip, daisy, lily, sunflower, orchid, carnation, violet"),
    "trees": nouns("oak tree, maple tree, pine tree, apple tree, walnut tree, palm tree"),
    "baked goods": nouns("cookie, muffin, cupcake, pie, donut, bagel, scone, brownie"),
    "toys": nouns("doll, ball, kite, puzzle, robot, toy car, teddy bear, yo-yo, toy train, jump rope"),
    "school supplies": nouns("pencil, pen, crayon, marker, eraser, notebook, ruler, folder"),
    "clothes": nouns("shirt, hat, sock, scarf, dress, sweater, jacket, tie"),
    "dishes": nouns("cup, plate, bowl, mug, spoon, fork, glass"),
    "birds": nouns("duck, pigeon, sparrow, swan, crow, goose, stork, owl"),
    "coins": nouns("penny, nickel, dime, quarter".replace("penny, ", "")),
    "books": nouns("novel, comic book, dictionary, picture book, textbook, magazine"),
    "collectibles": nouns(
        "marble, sticker, stamp, card, coin, bottle cap, postcard, badge, seashell, key ring, magnet"
    ),
    "animals": nouns("lion, zebra, monkey, giraffe, elephant, penguin, bear, tiger, camel, kangaroo, hippo, seal"),
    "vehicles": nouns("car, truck, bike, bus, van, motorcycle, scooter"),
    "people": nouns("boy, girl, teacher, parent"),
}
"""A word for the whole, and kinds that belong to it."""

VISITS = (  # people or animals that come to a place and leave it: who, where, comes, goes
    ("kid", "in the park", "come", "go home"), ("child", "on the playground", "join", "leave"), ("passenger", "on the bus", "get on", "get off"),
    ("passenger", "on the train", "board", "get off"), ("customer", "in the restaurant", "arrive", "leave"), ("customer", "in the shop", "come in", "leave"),
    ("student", "in the library", "come in", "leave"), ("guest", "at the party", "arrive", "go home"), ("visitor", "in the museum", "enter", "leave"),
    ("swimmer", "in the pool", "jump in", "climb out"), ("bird", "on the fence", "fly in", "fly away"), ("duck", "in the pond", "swim over", "swim away"),
    ("sparrow", "in the tree", "land", "fly off"), ("car", "in the parking lot", "drive in", "drive away"), ("boat", "in the harbor", "sail in", "sail out"),
    ("frog", "on the log", "hop on", "hop off"), ("ant", "on the picnic blanket", "crawl up", "crawl away"), ("player", "on the field", "run on", "walk off"),
    ("person", "in the line", "join", "leave"), ("fan", "in the stadium", "arrive", "leave"), ("girl", "in the gym", "walk in", "walk out"),
    ("boy", "in the classroom", "come in", "go out"), ("butterfly", "in the garden", "fly in", "fly away"), ("squirrel", "in the yard", "run in", "run off"),
    ("bee", "on the flowers", "land", "fly away"), ("truck", "at the gas station", "pull in", "drive off"), ("worker", "in the office", "come in", "go home"),
    ("dancer", "on the stage", "come on", "walk off"), ("skater", "on the ice", "come", "leave"), ("hiker", "on the trail", "join", "turn back"), ("camper", "in the camp", "arrive", "go home"),
    ("seal", "on the rocks", "climb up", "dive off"), ("pigeon", "on the roof", "land", "fly off"), ("horse", "in the field", "run in", "run off"), ("teacher", "in the meeting", "come in", "leave"),
)  # fmt: skip

ACTIVITIES = (  # verb, what is counted, lowest and highest
    ("play with", "kid", 2, 30), ("sell", "cake", 3, 90), ("read", "page", 5, 90), ("run", "lap", 2, 30), ("run", "mile", 2, 26), ("pick", "apple", 5, 300),
    ("bake", "cookie", 6, 200), ("score", "point", 3, 60), ("see", "bird", 3, 60), ("answer", "email", 3, 60), ("deliver", "package", 5, 120),
    ("plant", "tree", 3, 90), ("write", "page", 2, 40), ("sell", "ticket", 10, 900), ("wash", "car", 2, 40), ("make", "phone call", 2, 30),
    ("solve", "problem", 4, 60), ("do", "push-up", 5, 90), ("drive", "mile", 12, 500), ("collect", "can", 8, 300), ("catch", "fish", 2, 40),
    ("find", "seashell", 4, 90), ("make", "bracelet", 2, 60), ("learn", "new word", 4, 50), ("paint", "picture", 2, 20), ("sell", "newspaper", 10, 200),
    ("ride", "mile", 4, 80), ("receive", "letter", 2, 40), ("serve", "customer", 8, 200), ("take", "photo", 5, 200), ("bake", "loaf of bread", 6, 150),
    ("eat", "piece of candy", 2, 40), ("pick", "pear", 4, 120), ("swim", "lap", 2, 50), ("pack", "box", 5, 150), ("count", "car", 5, 200),
    ("gather", "egg", 5, 120), ("sell", "cup of lemonade", 4, 90), ("fold", "paper crane", 3, 90), ("type", "page", 3, 40), ("water", "plant", 3, 50),
    ("repair", "bike", 2, 25), ("eat", "carrot", 2, 20), ("win", "prize ticket", 3, 60), ("buy", "stamp", 3, 90), ("print", "poster", 5, 300),
    ("sew", "pillow", 2, 20), ("draw", "picture", 2, 40), ("mow", "lawn", 2, 20), ("walk", "mile", 2, 30), ("jog", "mile", 2, 20), ("make", "sandwich", 4, 80), ("bake", "pie", 3, 60), ("pick", "strawberry", 10, 300),
    ("fix", "computer", 2, 30), ("build", "birdhouse", 2, 20), ("hand out", "flyer", 10, 300), ("send", "postcard", 2, 40), ("watch", "movie", 2, 20), ("learn", "song", 2, 20), ("climb", "stair", 10, 300), ("sort", "letter", 10, 300),
)  # fmt: skip

MEASURES = (  # what is measured, its unit, gain, lose, highest
    ("flour", "cup", "add", "use", 12), ("water", "liter", "pour in", "use", 60), ("milk", "gallon", "buy", "drink", 12), ("ribbon", "foot", "buy", "cut off", 30),
    ("rope", "meter", "buy", "cut off", 60), ("sugar", "pound", "buy", "use", 30), ("paint", "gallon", "buy", "use", 20), ("rice", "kilogram", "buy", "cook", 40),
    ("gas", "gallon", "put in", "use", 18), ("oil", "liter", "buy", "use", 10), ("sand", "ton", "order", "use", 40), ("coffee", "pound", "buy", "sell", 20),
    ("juice", "ounce", "pour in", "drink", 64), ("fabric", "yard", "buy", "use", 20), ("clay", "pound", "buy", "use", 20), ("cheese", "ounce", "buy", "eat", 40),
    ("wire", "centimeter", "buy", "cut off", 90), ("honey", "jar", "buy", "sell", 30), ("soup", "liter", "make", "serve", 20),
    ("sugar", "cup", "add", "use", 12), ("lemonade", "gallon", "make", "drink", 12), ("string", "inch", "buy", "cut off", 90), ("soil", "pound", "buy", "use", 60), ("syrup", "ounce", "buy", "use", 40),
    ("tea", "liter", "make", "drink", 20), ("yarn", "yard", "buy", "use", 60), ("salt", "gram", "add", "use", 90), ("corn", "bushel", "buy", "sell", 40), ("firewood", "kilogram", "buy", "burn", 90),
)  # fmt: skip

ATTRIBUTES = (  # (subjects), verb, unit, comparative up, comparative down, question word, low, high
    (("the brown dog", "the white dog", "the black dog"), "weigh", "pound", "heavier", "lighter", 8, 90),
    (("the red ribbon", "the blue ribbon", "the green ribbon"), "be", "inch", "longer", "shorter", 5, 90),
    (("the oak tree", "the pine tree", "the maple tree"), "be", "foot", "taller", "shorter", 9, 90),
    (("the first tower", "the second tower", "the third tower"), "be", "meter", "taller", "shorter", 20, 300),
    (("the north road", "the south road", "the coast road"), "be", "mile", "longer", "shorter", 4, 200),
    (("the movie", "the concert", "the play"), "last", "minute", "longer", "shorter", 60, 180),
    (("the big box", "the wooden box", "the metal box"), "weigh", "kilogram", "heavier", "lighter", 4, 90),
    (("the lamp", "the chair", "the clock"), "cost", "dollar", "more expensive", "cheaper", 8, 150),
    (("the blue bike", "the red bike", "the black bike"), "cost", "dollar", "more expensive", "cheaper", 60, 400),
    (("the first chapter", "the second chapter", "the third chapter"), "be", "page", "longer", "shorter", 8, 80),
    (("the red car", "the old truck", "the green van"), "weigh", "pound", "heavier", "lighter", 1800, 9000),
    (("the swimming pool", "the pond", "the fountain"), "be", "foot", "deeper", "shallower", 3, 40),
)  # fmt: skip

EARNERS = (
    ("babysit", "babysitting", "hour"), ("mow lawns", "mowing lawns", "lawn"), ("walk dogs", "walking dogs", "dog"), ("tutor", "tutoring", "lesson"), ("wash cars", "washing cars", "car"),
    ("rake leaves", "raking leaves", "yard"), ("work at a shop", "working at a shop", "hour"), ("paint fences", "painting fences", "fence"), ("clean windows", "cleaning windows", "house"),
    ("deliver papers", "delivering papers", "day"), ("shovel snow", "shoveling snow", "driveway"), ("wash dishes", "washing dishes", "hour"), ("water plants", "watering plants", "garden"),
    ("give piano lessons", "giving piano lessons", "lesson"), ("pick fruit", "picking fruit", "hour"), ("feed cats", "feeding cats", "day"), ("repair bikes", "repairing bikes", "bike"), ("sew buttons", "sewing buttons", "shirt"),
)  # fmt: skip
