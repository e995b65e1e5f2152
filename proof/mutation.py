"""Plant faults in the numerics and in the checks, one at a time, and count those the tests catch.

Run it with ``python proof/mutation.py`` (Linux or macOS: it forks). Words after it are parts of
names: then only the mutants with such a name are tried, and pytest's words are shown.

A mutant is a module with one fault: a sign, an operator, a constant, a comparison, a condition, a
dtype, a call or an argument left out, a statement deleted, an exception swallowed. It lives in
memory; the working tree stays as it is. One that no test catches is a hole in the tests, or shows
a line that is not needed, or does the same as the original. Those of the last kind stand in
``mutants_alive.toml`` with the reason; another one alive is an error, and so is one of the list
that is caught or gone.

Texts are not mutated, nor the windows of the functions, nor the random places that the checks
try, nor the numbers that they know readers to write in place of a given one (``OWN_...``): any
others would do.

Why not a library: mutmut leaves out decorated functions and all that stands outside of functions,
so every check and every formula in functions.py. cosmic-ray deletes no statement and no argument,
and starts a new pytest, seconds of imports, for each of its 5000 mutants; here a child is forked
when everything is imported. Neither keeps a list of reasons.
"""

import ast
import gc
import multiprocessing
import operator
import os
import signal
import sys
import tomllib
from collections import Counter
from functools import partial
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing.connection import wait
from pathlib import Path
from textwrap import shorten
from time import monotonic
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
EXPLAINED = Path(__file__).with_name("mutants_alive.toml")
LIMIT = 10  # seconds of the processor for one test, a hundred times the slowest
# Imported once, by the parent. None of it imports gradlab.
HEAVY = [
    *("anywidget", "hypothesis.extra.numpy", "matplotlib.backends.backend_svg", "nbformat"),
    *("numpy.random", "xdist.plugin", "xdist.workermanage"),
]
FORK = multiprocessing.get_context("fork")

OPTIONS = ["-xq", "--assert=plain", "-pno:cacheprovider", "-pno:nbval", "-pno:anyio"]

# The tests that should catch a mutant of a module, the quickest first.
PROPERTIES = "tests/test_properties.py"
ANSWERS = [
    *("tests/check/test_mistakes.py", "tests/check/test_right_answers.py"),
    *("tests/check/test_wrong_wrappers.py", "tests/check/test_advice.py"),
    *("tests/check/test_patience.py", "tests/check/test_any_answer.py"),
]
TESTS = {
    "differentiate": [
        *("tests/test_differentiate.py", "tests/test_domain.py", "tests/test_nudges.py"),
        *("tests/test_arguments.py", PROPERTIES),
    ],
    "descent": [
        *("tests/test_descent.py", "tests/test_domain.py", "tests/test_arguments.py", PROPERTIES),
    ],
    "arguments": ["tests/test_arguments.py", "tests/test_differentiate.py"],
    "domain": ["tests/test_domain.py", "tests/test_nudges.py"],
    "nudges": ["tests/test_nudges.py", "tests/test_differentiate.py", "tests/test_domain.py"],
    "functions": ["tests/test_functions.py"],
    "simple_net": ["tests/test_simple_net.py", "tests/test_arguments.py", PROPERTIES],
    **{
        f"check.{path.stem}": ["tests/check/test_check.py", *ANSWERS]
        for path in sorted(ROOT.glob("gradlab/check/[a-z]*.py"))
    },
}

SWAPS = {
    **{ast.Add: [ast.Sub], ast.Sub: [ast.Add], ast.Mult: [ast.Div], ast.Div: [ast.Mult]},
    **{ast.Pow: [ast.Mult], ast.MatMult: [ast.Mult], ast.And: [ast.Or], ast.Or: [ast.And]},
    **{ast.Lt: [ast.LtE, ast.GtE], ast.LtE: [ast.Lt, ast.Gt], ast.Eq: [ast.NotEq]},
    **{ast.Gt: [ast.GtE, ast.LtE], ast.GtE: [ast.Gt, ast.Lt], ast.NotEq: [ast.Eq]},
    **{ast.Is: [ast.IsNot], ast.IsNot: [ast.Is], ast.In: [ast.NotIn], ast.NotIn: [ast.In]},
}
WORDS = {"central": "forward", "forward": "central"}
NAMES = {"float": "np.float32", "Exception": "BaseException", "BaseException": "Exception"}


class Mutant(NamedTuple):
    """A module with one fault."""

    module: str
    name: str
    code: object


def faults(node):
    """Yield what may stand in place of a node by mistake."""
    match node:
        case ast.BinOp(left, op, right):
            yield from (ast.BinOp(left, swap(), right) for swap in SWAPS.get(type(op), ()))
            yield left
            if isinstance(op, ast.BitOr):
                yield right
            if isinstance(op, ast.Sub):
                yield ast.BinOp(right, op, left)
        case ast.BoolOp(op, values):
            yield from (ast.BoolOp(swap(), values) for swap in SWAPS[type(op)])
            for rest in all_but_one(values):
                yield ast.BoolOp(op, rest) if rest[1:] else rest[0]
        case ast.Compare(left, ops, values):
            for i, op in enumerate(ops):
                for swap in SWAPS[type(op)]:
                    yield ast.Compare(left, [*ops[:i], swap(), *ops[i + 1 :]], values)
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.Constant(value=float() as value):
            yield ast.Constant(2 * value or 1.0)
        case ast.Constant(value=str() as value) if value in WORDS:
            yield ast.Constant(WORDS[value])
        case ast.Name(name) if name in NAMES:
            yield ast.parse(NAMES[name], mode="eval").body
        case ast.Attribute(value, "float64"):
            yield ast.Attribute(value, "float32", ast.Load())
        case ast.Call(f, arguments, keywords):
            yield from (ast.Call(f, arguments, rest) for rest in all_but_one(keywords))
            match arguments:
                case [ast.Constant(str()) | ast.JoinedStr() | ast.Starred(), *_]:
                    pass
                case [first, *_]:
                    yield first
                case [] if isinstance(f, ast.Attribute):
                    yield f.value
        case ast.Tuple(elements, ast.Load()) | ast.List(elements, ast.Load()):
            yield from (type(node)(rest, ast.Load()) for rest in all_but_one(elements))
        case ast.Dict(keys, values):
            pairs = zip(all_but_one(keys), all_but_one(values), strict=True)
            yield from (ast.Dict(*rest) for rest in pairs)
        case ast.comprehension(target, source, ifs) if ifs:
            yield ast.comprehension(target, source, [], 0)
        case ast.stmt() | ast.ExceptHandler():
            yield from faults_of_statement(node)


def faults_of_statement(node):
    """Yield what may stand in place of a statement by mistake."""
    match node:
        case ast.If(body=body, orelse=orelse):
            yield from (ast.If(ast.Constant(truth), body, orelse) for truth in (True, False))
        case ast.With(body=body):
            yield ast.If(ast.Constant(True), body, [])
        case ast.Try(body, [], [], final):  # put back only where nothing is raised; swallow
            yield ast.If(ast.Constant(True), body + final, [])
            yield ast.Try(body, [swallow(None)], [], final)
        case ast.Try(body, handlers, orelse, final) if len(handlers) > 1:
            for rest in all_but_one(handlers):
                yield ast.Try(body, rest, orelse, final)
        case ast.ExceptHandler(kind):
            yield swallow(kind)
        case ast.Raise(error, cause):
            yield ast.Pass()
            if cause:
                yield ast.Raise(error)
        case ast.Return(ast.expr()):
            yield ast.Return()
        case ast.AugAssign(target, op, value):
            yield from (ast.AugAssign(target, swap(), value) for swap in SWAPS[type(op)])
            yield ast.Pass()
        case ast.Assign([ast.Subscript() | ast.Attribute()]) | ast.Expr() | ast.For():
            yield ast.Pass()  # an `x = ...` left out is no more than a NameError
        case ast.FunctionDef(decorator_list=[_, *_]) | ast.ClassDef(decorator_list=[_, *_]):
            yield type(node)(**{**vars(node), "decorator_list": []})


def swallow(kind):
    """Return a handler that does nothing."""
    return ast.ExceptHandler(kind, None, [ast.Pass()])


def all_but_one(items):
    """Yield the items without the first, without the second, and so on."""
    return (items[:i] + items[i + 1 :] for i in range(len(items)))


# --- mutants ----------------------------------------------------------------------------------


def mutants(module):
    """Yield every mutant of a module; its name holds what was there, and what is there now."""
    tree, seen = ast.parse(source(module).read_text(encoding="utf-8")), Counter()
    tried = set(map(id, values_tried(tree))) if module.startswith("check.") else ()
    for place, node, put in places(tree, module):
        if id(node) in tried:
            continue
        for fault in faults(node):
            name = f"{place}: {' → '.join(difference(ast.unparse(node), ast.unparse(fault)))}"
            seen[name] += 1
            put(ast.copy_location(fault, node))
            code = compile(ast.fix_missing_locations(tree), source(module), "exec")
            yield Mutant(module, f"{name} #{seen[name]}" if seen[name] > 1 else name, code)
        put(node)


def places(parent, name):
    """Yield each node below a parent: where it is, itself, and how to put another in its place."""
    for field, value in ast.iter_fields(parent):
        siblings = value if isinstance(value, list) else [value]
        for i, node in enumerate(siblings):
            if not isinstance(node, ast.AST) or is_left_as_it_is(parent, field, i, node):
                continue
            if isinstance(value, list):
                put = partial(operator.setitem, value, i)
            else:
                put = partial(setattr, parent, field)
            yield name, node, put
            yield from places(node, f"{name}.{inner}" if (inner := named(node)) else name)


def named(node):
    """Return the name of what a node defines: a function, a class, or a constant of the module."""
    match node:
        case ast.FunctionDef(name) | ast.ClassDef(name):
            return name
        case ast.Assign([ast.Name(name)], ast.Call(ast.Name())) if node.col_offset == 0:
            return name


def is_left_as_it_is(parent, field, i, node):
    """Tell whether a node is text, an annotation, a window, or a random place to try."""
    match parent, field, node:
        case _, "annotation" | "returns", _:
            return True
        case _, _, ast.JoinedStr() | ast.Expr(ast.Constant()):
            return True
        case ast.Call(ast.Name("Function")), "args", _:
            return i == 3
        case _, _, ast.Assign([ast.Name(name)]) if name in ("SEED", "SQUARE") or name[:4] == "OWN_":
            return True
        case _, _, ast.Call():
            return ast.unparse(node).startswith(("random.", "np.random.default_rng(SEED)"))
    return False


def values_tried(tree):
    """Yield the numbers, and the tuples of them, over which a check loops: others would do."""
    for loop in ast.walk(tree):
        if isinstance(loop, ast.For):
            for node in ast.walk(loop.iter):
                match node:
                    case ast.Constant(int() | float()) if not isinstance(node.value, bool):
                        yield node
                    case ast.Tuple() | ast.List() | ast.UnaryOp() if node is not loop.iter:
                        yield node


def difference(old, new):
    """Return two texts, or the words that differ if they are long."""
    if max(len(old), len(new)) > 60:
        old, new = old.split(), new.split()
        while old and new and old[0] == new[0]:
            del old[0], new[0]
        while old and new and old[-1] == new[-1]:
            del old[-1], new[-1]
        old, new = " ".join(old), " ".join(new)
    return shorten(old, 90, placeholder=" …"), shorten(new, 90, placeholder=" …") or "nothing"


# --- trials -----------------------------------------------------------------------------------


class Planted(SourceFileLoader):
    """Finds and loads a mutant in place of its module."""

    def __init__(self, mutant):
        super().__init__(f"gradlab.{mutant.module}", str(source(mutant.module)))
        self.mutant = mutant

    def find_spec(self, name, *_):
        """Tell Python that this module is loaded here."""
        if name == self.name:
            return spec_from_file_location(name, self.path, loader=self)

    def get_code(self, name):
        """Return the code with the fault in it."""
        return self.mutant.code


class Watch:
    """Ends the process, by a signal that nobody handles, if a test takes too long."""

    def pytest_collection_modifyitems(self, items):
        """Put last what goes through all exercises: most faults are caught sooner without."""
        items.sort(key=lambda item: "its" in item.fixturenames)

    def pytest_runtest_logstart(self):
        """Start to count anew at each test."""
        signal.setitimer(signal.ITIMER_PROF, LIMIT)


def source(module):
    """Return the path of a module."""
    return ROOT / "gradlab" / f"{module.replace('.', '/')}.py"


def tests(module):
    """Return what pytest is told to run; of test_check, what tries the checks of this module."""
    if not module.startswith("check."):
        return TESTS[module]
    body = ast.parse(source(module).read_text(encoding="utf-8")).body
    made = [node for node in body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    checks = [node.name for node in made if isinstance(node.decorator_list[0], ast.Call)]
    # Each notebook is run with its pictures, which takes long and asks the checks nothing new; so
    # does any answer, where it is a check that has the fault, and not what asks and looks.
    left_out = "notebook or any_answer" if checks else "notebook"
    return [*TESTS[module], "-k", f"({' or '.join(checks or ['test'])}) and not ({left_out})"]


def trial(mutant, is_shown):
    """Run the tests on a mutant, in a process of its own, and leave with pytest's exit code."""
    if not is_shown:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1), os.dup2(nowhere, 2)
    os.chdir(ROOT)
    sys.meta_path.insert(0, Planted(mutant))
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    sys.exit(pytest.main([*OPTIONS, *tests(mutant.module)], [Watch()]))


def trials(mutants, is_shown):
    """Yield each mutant and the exit code of its trial; every core is kept busy."""
    running = {}

    def ended():
        for sentinel in wait(running):
            mutant, child = running.pop(sentinel)
            child.join()
            yield mutant, child.exitcode

    for mutant in mutants:
        child = FORK.Process(target=trial, args=(mutant, is_shown))
        child.start()
        running[child.sentinel] = mutant, child
        if len(running) == (1 if is_shown else os.cpu_count()):
            yield from ended()
    while running:
        yield from ended()


def explained():
    """Return the names of the mutants that may stay alive."""
    groups = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["alive"]
    return {name for group in groups for name in group["mutants"]}


def tried(module, words):
    """Return the exit code of the tests on each mutant of a module, after those on the original."""
    code = compile(source(module).read_text(encoding="utf-8"), source(module), "exec")
    for _, end in trials([Mutant(module, "as it is", code)], is_shown=bool(words)):
        if end:
            sys.exit(f"The tests of {module} fail without a fault: {tests(module)} end with {end}.")
    chosen = (its for its in mutants(module) if all(word in its.name for word in words))
    return {its.name: end for its, end in trials(chosen, is_shown=bool(words))}


def print_row(name, ends, listed, seconds):
    """Print a row of the table."""
    alive = {mutant for mutant, end in ends.items() if end == 0}
    by_time = list(ends.values()).count(-signal.SIGPROF)
    caught, known = len(ends) - len(alive), len(alive & listed)
    row = f"{len(ends):9}{caught:8}{by_time:9}{known:11}{len(alive) - known:7}{seconds:9.0f}"
    print(f"{name:22}{row}", flush=True)


def main(words):
    """Try the mutants, print what became of them, and return whether it is not as listed."""
    start, listed, together = monotonic(), explained(), {}
    for name in HEAVY:
        import_module(name)
    gc.freeze()  # a child's garbage collector need not look through what it inherits
    print("module                  mutants  caught  by time  explained  alive  seconds")
    for module in TESTS:
        begin, ends = monotonic(), tried(module, words)
        print_row(module, ends, listed, monotonic() - begin)
        together |= ends
    print_row("together", together, listed, monotonic() - start)
    alive = [name for name, end in together.items() if end == 0]
    holes = [name for name in alive if name not in listed]
    stale = [] if words else sorted(listed.difference(alive))
    print(*(f"alive, and not explained: {name}" for name in holes), sep="\n")
    print(*(f"explained, but caught or gone: {name}" for name in stale), sep="\n")
    return bool(holes or stale)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
