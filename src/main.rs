//! The `tonggao` program. Everything is in the library.

fn main() -> std::process::ExitCode {
    tonggao::cli::main().into()
}
