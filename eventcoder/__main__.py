"""`python -m eventcoder` is the command `eventcoder`."""

from eventcoder.cli import main

if __name__ == "__main__":
    main(prog_name="eventcoder")
