"""``python -m sitegen``, and ``sitegen``."""

import sys


def main() -> None:
    """Run the program and exit; a build in which nothing has changed ends before the rest of it is loaded."""
    match sys.argv[1:]:
        case ["build", *words]:
            from sitegen.again import told_again  # noqa: PLC0415

            if told_again(words):
                sys.exit(0)
    from sitegen.cli import main as run  # noqa: PLC0415  (a tenth of a second)

    run()


if __name__ == "__main__":
    main()
