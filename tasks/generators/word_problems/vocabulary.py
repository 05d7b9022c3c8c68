"""The words of the stories: people, things, places, verbs. Tables, no logic."""

from __future__ import annotations

MALE = (
    "Tom Ben Sam Jack Leo Max Oscar Hugo Adam Luke Noah Ethan Ryan David Peter Paul Mark James John Robert Carlos Diego Omar "
    "Ali Ravi Arjun Kenji Wei Ivan Marco Luca Felix Victor Simon Daniel Kevin Brian Jason Eric George Henry Frank Oliver "
    "Walter Dave Mike Joe Tim Dan Fred Keith Bobby Billy Jerry Larry Randy Sean Zach Isaac Caleb Aaron Josh Edward Matt"
).split()
FEMALE = (
    "Anna Mia Lily Emma Olivia Sara Nora Julia Laura Kate Mary Lucy Ella Ruby Grace Alice Clara Eva Maria Sofia Rosa Carmen "
    "Fatima Aisha Priya Mei Yuki Ingrid Elena Zoe Chloe Hannah Rachel Emily Jane Susan Linda Karen Nancy Sandy Megan Paige "
    "Haley Robin Debby Faye Melanie Joan Sally Alyssa Jessica Amy Kelly Tina Diane Helen Gwen Bianca Vanessa Wendy Norma"
).split()
ACTORS = (
    ("the baker", "he"), ("the farmer", "she"), ("the teacher", "she"), ("the gardener", "he"), ("the florist", "she"),
    ("the librarian", "he"), ("the shopkeeper", "she"), ("the chef", "he"), ("the coach", "she"), ("the artist", "she"),
    ("the school", "it"), ("the shop", "it"), ("the museum", "it"), ("the library", "it"), ("the restaurant", "it"),
    ("the club", "it"), ("the zoo", "it"), ("the toy store", "it"), ("the post office", "it"), ("the fisherman", "he"),
)  # fmt: skip

# kind: (singular plural) pairs; what can be done with them follows from the kind.
THINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "toy": tuple(
        (w, w + "s")
        for w in (
            "marble toy doll ball sticker card balloon kite puzzle crayon marker pencil pen ruler book notebook magazine stamp "
            "coin shell bead button ribbon badge postcard poster block truck robot bear game eraser folder envelope novel comic "
            "ticket token trophy medal necklace bracelet hat shirt sock scarf glove bottle cup plate bowl spoon candle lamp "
            "photo picture painting letter map key rock stone flag whistle drum yo-yo backpack pin seashell hairclip paintbrush"
        ).split()
    )
    + (
        ("bottle cap", "bottle caps"),
        ("action figure", "action figures"),
        ("baseball card", "baseball cards"),
        ("toy car", "toy cars"),
        ("video game", "video games"),
        ("coloring book", "coloring books"),
        ("rubber band", "rubber bands"),
        ("piece of paper", "pieces of paper"),
        ("box of crayons", "boxes of crayons"),
    ),
    "food": tuple(
        (w, w + "s")
        for w in (
            "apple orange pear banana lemon lime plum fig egg cookie cake pie muffin cupcake roll bagel sandwich pizza pancake "
            "waffle donut biscuit carrot onion pepper cucumber pumpkin melon watermelon coconut nut walnut almond grape burger "
            "pretzel lollipop tart scone olive mushroom kiwi mango avocado"
        ).split()
        if w != "sandwich"
    )
    + (
        ("sandwich", "sandwiches"),
        ("peach", "peaches"),
        ("cherry", "cherries"),
        ("strawberry", "strawberries"),
        ("tomato", "tomatoes"),
        ("potato", "potatoes"),
        ("candy", "candies"),
        ("loaf of bread", "loaves of bread"),
        ("piece of candy", "pieces of candy"),
        ("chocolate bar", "chocolate bars"),
        ("slice of pizza", "slices of pizza"),
        ("jar of jam", "jars of jam"),
        ("bag of chips", "bags of chips"),
        ("hot dog", "hot dogs"),
        ("blueberry", "blueberries"),
    ),
    "plant": tuple(
        (w, w + "s")
        for w in "flower rose tulip tree seed plant bush cactus daisy lily".split()
        if w not in ("cactus", "daisy", "lily", "bush")
    )
    + (
        ("daisy", "daisies"),
        ("lily", "lilies"),
        ("bush", "bushes"),
        ("sunflower", "sunflowers"),
        ("orchid", "orchids"),
        ("maple tree", "maple trees"),
    ),
    "animal": tuple(
        (w, w + "s")
        for w in "duck chicken hen cow goat pig horse rabbit bird cat dog frog turtle bee ant snail crab".split()
    )
    + (
        ("sheep", "sheep"),
        ("fish", "fish"),
        ("goldfish", "goldfish"),
        ("puppy", "puppies"),
        ("goose", "geese"),
        ("butterfly", "butterflies"),
    ),
}
PEOPLE = (("student", "students"), ("child", "children"), ("person", "people"), ("boy", "boys"), ("girl", "girls"), ("kid", "kids"),
          ("teacher", "teachers"), ("visitor", "visitors"), ("passenger", "passengers"), ("guest", "guests"), ("player", "players"),
          ("worker", "workers"), ("fan", "fans"), ("customer", "customers"), ("soldier", "soldiers"))  # fmt: skip
COLORS = "red blue green yellow white black orange purple pink brown gray silver gold".split()
CONTAINERS = (("box", "boxes"), ("bag", "bags"), ("basket", "baskets"), ("jar", "jars"), ("crate", "crates"), ("tray", "trays"),
              ("shelf", "shelves"), ("drawer", "drawers"), ("packet", "packets"), ("row", "rows"), ("pile", "piles"), ("bucket", "buckets"),
              ("case", "cases"), ("carton", "cartons"), ("pack", "packs"), ("container", "containers"))  # fmt: skip
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
PARTS = ("in the morning", "in the afternoon", "in the evening", "at noon", "after lunch", "before dinner", "at night")
RELATIVES = (
    "sister",
    "brother",
    "friend",
    "mother",
    "father",
    "cousin",
    "teacher",
    "neighbor",
    "aunt",
    "uncle",
    "grandmother",
    "grandfather",
)
PLACES = (
    "park",
    "beach",
    "store",
    "market",
    "school",
    "fair",
    "garden",
    "library",
    "zoo",
    "mall",
    "farm",
    "kitchen",
    "house",
    "yard",
)

# (present, past, plain): what adds to a holding and what takes from it.
GAIN = (("buys", "bought", "buy"), ("gets", "got", "get"), ("finds", "found", "find"), ("receives", "received", "receive"),
        ("collects", "collected", "collect"), ("picks up", "picked up", "pick up"), ("is given", "was given", "be given"),
        ("wins", "won", "win"), ("earns", "earned", "earn"), ("brings home", "brought home", "bring home"))  # fmt: skip
LOSE = (("gives away", "gave away", "give away"), ("loses", "lost", "lose"), ("sells", "sold", "sell"),
        ("throws away", "threw away", "throw away"), ("donates", "donated", "donate"), ("trades away", "traded away", "trade away"),
        ("hands out", "handed out", "hand out"), ("leaves behind", "left behind", "leave behind"))  # fmt: skip
MAKE = {"food": (("bakes", "baked", "bake"), ("makes", "made", "make"), ("cooks", "cooked", "cook"), ("picks", "picked", "pick")),
        "toy": (("makes", "made", "make"), ("buys", "bought", "buy"), ("orders", "ordered", "order")),
        "plant": (("plants", "planted", "plant"), ("grows", "grew", "grow"), ("buys", "bought", "buy")),
        "animal": (("raises", "raised", "raise"), ("counts", "counted", "count"), ("buys", "bought", "buy"))}  # fmt: skip
EAT = (("eats", "ate", "eat"), ("uses", "used", "use"), ("serves", "served", "serve"), ("drops", "dropped", "drop"))
BREAK = (("breaks", "broke", "break"), ("misplaces", "misplaced", "misplace"), ("returns", "returned", "return"))
