"""Values for the shapes of a service model, the same ones for the same seed."""
import random
import string

# What breaks writers and readers: the reserved characters of each syntax, other alphabets, space.
TEXTS = ["a", "plain-text_1.~", "two words", "a+b&c=d%20", "\"quoted\", 'too'", "<&>", "]]>",
         "back\\slash", "naïve 北京 🚢", "tab\tand\nline", " around ", "a/b//c/../d", "100%", "0", "true"]
HEADER_TEXTS = ["a", "plain-text_1.~", "two words", "a+b&c=d%20", "\"quoted\"", "x=1;y=2"]
LABELS = ["a", "plain-text_1.~", "two words", "a+b&c=d%20", "naïve 北京", "a/b", "50%", "arn:aws:x:y::z/w"]
NUMBERS = [0.0, 1.0, -2.5, 0.1, 1e-07, 123456789.125, 1e16, 2.5e+20, 3.0]
TAKES_HEADERS = {"header", "headers"}
# How much a value may hold; the shapes of EC2 would go on for pages.
BUDGET = 60
DEPTH = 9


class Generator:
    def __init__(self, seed, whole_times):
        self.random = random.Random(seed)
        self.whole_times = whole_times
        self.budget = 0

    def message(self, shape):
        """What an operation takes or answers."""
        self.budget = BUDGET
        return self.structure(shape, 0)

    def structure(self, shape, depth):
        required = set(shape.required_members)
        if shape.is_document_type:
            return {"any": [1, "text", None, {"deep": True}]}
        names = list(shape.members)
        if getattr(shape, "is_tagged_union", False):
            names = [self.random.choice(names)] if names else []
            required = set(names)
        self.random.shuffle(names)
        likely = self.random.choice([0.1, 0.4, 0.9]) if depth == 0 else 0.5
        value = {}
        for name in names:
            member = shape.members[name]
            needed = (name in required or member.serialization.get("location") == "uri"
                      or member.metadata.get("idempotencyToken"))
            if needed or (self.budget > 0 and depth < DEPTH and self.random.random() < likely):
                self.budget -= 1
                value[name] = self.value(member, depth + 1)
        return value

    def value(self, shape, depth):
        return getattr(self, shape.type_name, self.string)(shape, depth)

    def count(self, shape, depth):
        least = min(shape.metadata.get("min", 0), 3)
        if self.budget <= 0 or depth >= DEPTH:
            return least
        return max(least, self.random.choice([0, 1, 2, 3]))

    def list(self, shape, depth):
        elements = []
        for _ in range(self.count(shape, depth)):
            self.budget -= 1
            element = shape.member
            if shape.serialization.get("location") in TAKES_HEADERS:
                elements.append(self.header_word(element, depth))
            else:
                elements.append(self.value(element, depth + 1))
        return elements

    def map(self, shape, depth):
        entries = {}
        in_headers = shape.serialization.get("location") in TAKES_HEADERS
        for number in range(self.count(shape, depth)):
            self.budget -= 1
            key = f"key-{number}" if in_headers else f"{self.random.choice(TEXTS)}{number}"
            entries[key] = (self.random.choice(HEADER_TEXTS) if in_headers
                            else self.value(shape.value, depth + 1))
        return entries

    def header_word(self, shape, depth):
        if shape.type_name == "string":
            return self.random.choice(shape.enum or ["a", "b-c"])
        return self.value(shape, depth)

    def string(self, shape, depth):
        location = shape.serialization.get("location")
        if shape.serialization.get("hostLabel"):
            return self.random.choice(["a", "123456789012", "b-2.c"])
        # Choices that the model does not know must pass as well.
        if getattr(shape, "enum", None) and self.random.random() < 0.8:
            return self.random.choice(shape.enum)
        if location == "uri":
            return self.random.choice(LABELS)
        if location in TAKES_HEADERS:
            return self.random.choice(HEADER_TEXTS)
        if self.random.random() < 0.1 and not shape.metadata.get("min"):
            return ""
        return self.random.choice(TEXTS) + "".join(
            self.random.choices(string.ascii_letters, k=shape.metadata.get("min", 1) % 40))

    character = string

    def blob(self, shape, depth):
        text = self.random.choice(TEXTS).encode()
        if shape.serialization.get("streaming"):
            return text
        return text + bytes(self.random.choices(range(256), k=self.random.randrange(8)))

    def boolean(self, shape, depth):
        return self.random.random() < 0.5

    def integer(self, shape, depth):
        return self.random.choice([0, 1, -1, 7, 2**31 - 1, -2**31])

    def long(self, shape, depth):
        return self.random.choice([0, 1, 2**31, 2**53 - 1, -2**63, 1700000000000])

    def double(self, shape, depth):
        return self.random.choice(NUMBERS)

    float = double

    def timestamp(self, shape, depth):
        seconds = self.random.choice([0, 1, 951782400, 1422172800, 1735689599, 4102444800])
        if self.whole_times or shape.serialization.get("location"):
            return seconds
        return seconds + self.random.choice([0, 0, 0.5, 0.25, 0.125])
