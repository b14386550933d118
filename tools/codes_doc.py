"""Write docs/cameo.md from the bundled codebook."""

from pathlib import Path

from eventcoder.codebook.codes import codes_markdown, parse_codes
from eventcoder.errors import CodebookError
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.yamlfile import read_yaml


def main() -> None:
    """Read the codes, refuse them if anything is wrong, and write the page."""
    source = codebooks_path() / "cameo" / "codes.yaml"
    scheme, problems = parse_codes(read_yaml(source), str(source))
    if problems:
        raise CodebookError(problems)
    page = Path(__file__).resolve().parent.parent / "docs" / "cameo.md"
    page.write_text(codes_markdown(scheme), encoding="utf-8")


if __name__ == "__main__":
    main()
