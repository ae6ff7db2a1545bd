"""Copies a DocC catalogue with the links that DocC wants.

    catalogue.py SOURCE.docc TARGET.docc

The articles are plain Markdown, whose links lead from file to file: so they can be read where the
sources are shown. DocC names articles and headings otherwise, and knows nothing outside.
"""

import pathlib
import re
import shutil
import sys

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")


def anchor_on_github(heading: str) -> str:
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in "- _")
    return kept.replace(" ", "-")


def headings(page: pathlib.Path) -> dict[str, str]:
    lines = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {anchor_on_github(line): line.rstrip("?").replace(" ", "-") for line in lines}


def rewritten(page: pathlib.Path, catalogue: pathlib.Path) -> str:
    def link(match: re.Match[str]) -> str:
        mark, text, target = match.groups()
        if "://" in target or target.startswith("doc:"):
            return match[0]
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        if mark:
            return f"![{text}]({file.name})"
        if file.suffix == ".md" and file.is_relative_to(catalogue):
            name = file.stem + (f"#{headings(file)[anchor]}" if anchor else "")
            return f"<doc:{name}>" if is_topic(match) else f"[{text}](doc:{name})"
        if file.suffix == ".md" and file.parent.name != "Examples" and ".docc" in str(file):
            module = next(p.stem for p in file.parents if p.suffix == ".docc")
            return f"[{text}](/documentation/{module.lower()}/{file.stem.lower()})"
        # There is no such page in the documentation.
        return text

    def is_topic(match: re.Match[str]) -> bool:
        return match.string[: match.start()].endswith("\n- ") and match.string[match.end()] == "\n"

    return LINK.sub(link, page.read_text())


def main() -> None:
    source, target = (pathlib.Path(path).resolve() for path in sys.argv[1:])
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    for page in source.rglob("*.md"):
        (target / page.relative_to(source)).write_text(rewritten(page, source))


main()
