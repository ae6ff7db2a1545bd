"""Draws what a program printed on a terminal, colours and all, as an SVG.

    terminal.py TITLE COLUMNS <text >picture.svg

The picture asks for no font of another site's: each run of text says how wide it is, so that any
monospaced font will do.
"""

import io
import sys

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

THEME = TerminalTheme(
    (22, 27, 34),
    (201, 209, 217),
    [
        (72, 79, 88), (255, 123, 114), (63, 185, 80), (210, 153, 34),
        (88, 166, 255), (188, 140, 255), (57, 197, 207), (177, 186, 196),
    ],
    [
        (139, 148, 158), (255, 161, 152), (86, 211, 100), (227, 179, 65),
        (121, 192, 255), (210, 168, 255), (86, 212, 221), (240, 246, 252),
    ],
)

FORMAT = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
  <style>
    .{unique_id}-matrix {{
      font-family: ui-monospace, "SFMono-Regular", "DejaVu Sans Mono", Menlo, Consolas, monospace;
      font-size: {char_height}px; line-height: {line_height}px;
      white-space: pre; font-variant-east-asian: full-width;
    }}
    .{unique_id}-title {{ font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
      {matrix}
    </g>
  </g>
</svg>
"""


def main() -> None:
    title, columns = sys.argv[1], int(sys.argv[2])
    console = Console(
        record=True, width=columns, file=io.StringIO(), force_terminal=True,
        color_system="standard", legacy_windows=False)
    console.print(Text.from_ansi(sys.stdin.read().rstrip("\n")), soft_wrap=False)
    svg = console.export_svg(
        title=title, theme=THEME, code_format=FORMAT, unique_id="terminal")
    sys.stdout.write("\n".join(line.rstrip() for line in svg.split("\n")))


main()
