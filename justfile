# The few chores. `just` lists them; every recipe is a command that you can also type.

default:
    @just --list

# All that decides a landing.
ci:
    .ci/run

# Unit tests, rules, cases, properties.
test *ARGS:
    cargo test {{ARGS}}

# Accept the present output as the samples' expected records (then read the diff).
samples:
    UPDATE=1 cargo test --test samples

# Scores against annotated articles and neutral suites; needs the shared data.
score SHARED="../shared":
    tools/score {{SHARED}}

# Speed of each stage and of the whole.
bench *ARGS:
    cargo bench {{ARGS}}

# Licences and advisories of the dependencies.
deny:
    cargo deny check
