"""Frames around an expression, a noun phrase or an instruction."""

from __future__ import annotations

from tasks.generators.arithmetic.phrases.split import Split

FRAMES = Split(
    seen=(
        "What is {}?", "What is {}?", "What is {}?", "What is {}?", "What is {}?", "Calculate {}.", "Work out {}.",
        "Compute {}.", "Evaluate {}.", "Find {}.", "Find the value of {}.", "What is the value of {}?",
        "How much is {}?", "What's {}?", "Can you tell me what {} comes to?", "Please calculate {}.",
        "Could you work out {} for me?", "What do you get for {}?", "Tell me what {} is.", "What does {} equal?",
        "I need to know {}.", "Give the value of {}.", "What is the result of {}?", "Use a calculator to find {}.",
        "Determine {}.", "{name} wants to know what {} is.", "{name} needs {}. What is it?",
        "{name} has to work out {} for homework. What is the answer?", "Quick one: what is {}?", "Hi, can you do {}?",
        "Hello, what is {}?", "I'd like to know {}, please.", "Give me {}.", "Show me what {} is.",
        "What answer do you get for {}?", "{name} is working on {}. What is the result?",
        "{name} cannot solve {}. Help, what is it?", "{name} types {} into a calculator. What is the answer?",
        "{name} asks you for {}. What do you say?", "The teacher asks {name} for {}. What should {name} say?",
        "Here is a question: what is {}?", "State {}.", "How much would you get for {}?", "Which number is {}?",
        "What should I write for {}?", "Let me know {}.", "I am stuck. What is {}?", "What would {} be?",
        "Please tell me {}.", "Can you calculate {}?", "Can you find {} for me?", "Could you tell me {}?",
        "Could you compute {}, please?", "I want to know what {} is.", "I would like to know what {} comes to.",
        "What does {} come to?", "What does {} give?", "What value does {} have?", "What number does {} give?",
        "What number do I get from {}?", "How much does {} come to?", "So what is {}?", "Now what is {}?",
        "And what is {}?", "Okay, {} is what?", "Good morning, what is {}?", "Hey, how much is {}?",
        "Thanks for your help. What is {}?", "One more: calculate {}.", "First task: work out {}.",
        "Your task is to find {}.", "Your task: compute {}.", "Do you know what {} is?", "Any idea what {} is?",
        "Help me find {}.", "Help me with {}.", "Work out the value of {}.", "Compute the value of {}.",
        "Calculate the value of {}, please.", "Evaluate {} and give the result.",
        "Calculate {} and tell me the answer.", "Write down {}.", "Write the value of {}.",
        "Without a mistake, please: {}.", "Check for me how much {} is.", "We want {}. What is it?",
        "They ask for {}. What do we answer?", "My friend asks what {} is.", "My teacher wants {}. What is it?",
        "{name} calculated {}. What should the result be?", "{name} wrote down {}. How much is it?",
        "{name} was asked for {}. What is right?", "{name} says that {} is hard. What is it?",
        "On the board stands {}. How much is it?", "The exercise asks for {}. What is it?",
        "The quiz asks: what is {}?", "On a test: find {}.", "{} is how much?", "{} comes to what?",
        "The value of {} is what?", "By hand or by machine, what is {}?", "Let us calculate {}.", "Let's find {}.",
        "Suppose you calculate {}. What do you find?", "If you work out {}, what do you find?",
        "After working out {}, what number stands there?", "I keep getting {} wrong. What is it?",
        "I forgot how to do {}. How much is it?", "I can't do {} in my head. What is it?",
    ),
    unseen=(
        "Say what {} makes.", "My homework says: {}. What should I write?",
        "{name} got stuck while computing {}. What comes out?", "State the value of {}.",
        "I'd like the answer to {}, please.", "What should I get when I evaluate {}?", "Show me the result of {}.",
        "{name} is stuck on {}. What should the answer be?", "What number is {}?", "Quick question: {}?",
        "{name} asks a calculator for {}. What does it show?", "Hello! How much would {} be?", "Please find {}.",
        "Would you calculate {} for me?", "What does {} make?", "How much does {} make?", "Well, how much is {}?",
        "Next question: find {}.", "Do you know the value of {}?", "Work out exactly what {} is.",
        "Find {} and write it down.", "We need {}. How much is that?", "{name} would like to know {}.",
        "In class, {name} had to find {}. What is the answer?", "{} is equal to what?", "Use the tool and find {}.",
        "When you calculate {}, how much is it?",
    ),
)  # fmt: skip
"""Around an expression or a noun phrase such as `the sum of 3 and 4`."""

SYMBOL_FRAMES = Split(
    seen=(
        "{}", "{}", "{}", "{}", "{}", "{}", "{} =", "{} = ?", "Solve: {}", "Simplify {}.", "Calculate: {}", "{}?",
        "{} = ...", "{} is what?", "Question: {}", "Problem: {}", "Evaluate: {} =", "Answer {}.", "Find: {}",
        "Exercise. {}", "{} equals", "Value of {}?", "Work out: {}", "Compute: {}", "Evaluate {}", "Calculate {}",
        "What is {}", "What's {}", "Determine: {}", "Please solve {}", "Please calculate: {}", "Task: {}", "No. 3: {}",
        "a) {}", "1. {}", "Homework: {}", "x = {}. Find x.", "{} makes", "{} is", "{} gives what?", "{} -> ?", "{} ->",
        "Reckon {}.", "Do {}.", "Check: {} =", "y = {}", "Write {} as one number.", "Simplify: {}",
        "Solution of {}?", "Carry out {}.", "{} = what?", "{} comes out as", "Fill in: {} =", "How much: {}",
        "Could you do {}", "Got {}, need the result", "Tell me: {}",
    ),
    unseen=(
        "{}: result?", "Answer this: {}", "{} = __", "Exercise: {} = ...", "Result of {}:", "Compute {}",
        "How much is {}", "Sum: {}", "{} = x. What is x?", "{}, what is it?", "Try {}.",
        "Next: {}", "Please evaluate {}.", "{} equals what?",
    ),
)  # fmt: skip
"""Around an expression in symbols only."""

IMPERATIVE_FRAMES = Split(
    seen=(
        "{}.", "{}", "Please {lower}.", "{}. What do you get?", "What do you get if you {lower}?",
        "If you {lower}, what is the result?", "{}. What is the answer?", "Can you {lower}?",
        "{name} has to {lower}. What comes out?", "{}, please.", "I want to {lower}. What is it?",
        "Which number do you get when you {lower}?", "{}, and show me the answer.", "What happens if you {lower}?",
        "{name} wants to {lower}. What is the result?", "Please {lower} for me.", "Now {lower}.", "Just {lower}.",
        "{}. How much is it?", "{}. How much do you have then?", "{}. Which number is that?",
        "{} and tell me what you get.", "When you {lower}, what do you get?", "When I {lower}, how much is it?",
        "Suppose you {lower}. What comes out?", "I have to {lower}. How much is it?",
        "I tried to {lower}. What should come out?", "Help me {lower}.", "Your task is to {lower}.",
        "{name} was told to {lower}. What is the answer?", "{name} is asked to {lower}. What is it?",
        "How much is it when you {lower}?", "How much do I get if I {lower}?", "What do we get when we {lower}?",
        "Let us {lower}. What is it?", "You {lower}. What is it now?",
        "Go ahead and {lower}.", "{}. What comes out?", "I need you to {lower}.",
        "How do I {lower}, and what is the result?", "Try to {lower}. What is the answer?", "{}. Result?",
        "Which number comes out if we {lower}?", "We are asked to {lower}. What do we write?", "{}; what is it?",
        "To {lower} is the task. What is the solution?", "hey, can you {lower} for me",
        "It says here: {lower}. What is right?",
    ),
    unseen=(
        "To {lower} gives what?", "Would you {lower}?", "{}, then tell me the result.",
        "What number results when you {lower}?", "Could you {lower} for me?", "First, {lower}. What is that?",
        "{} and write down the result.", "Suppose {name} has to {lower}. What is right?",
        "The exercise says: {lower}.", "What is the answer if you {lower}?",
        "Somebody wants to {lower}. What should they get?", "Let {name} {lower}. What does {name} find?",
        "Homework: {lower}.",
    ),
)  # fmt: skip
"""Around an instruction such as `Add 3 to 9`."""

NAMES = (
    "Mia Leo Ava Noah Emma Liam Zoe Omar Priya Diego Chen Fatima Sofia Marcus Ines Tom Anna Ben Clara David Ella "
    "Felix Grace Hugo Iris Jack Kim Lucy Max Nina Oscar Paula Quinn Rosa Sam Tara Umar Vera Will Yara"
).split()
