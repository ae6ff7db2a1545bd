/// How the page looks. One text, so that its hash can stand in the page's Content-Security-Policy.
enum StyleSheet {
  static let text = "\n" + colors + page + buckets + details + charts + print

  /// The SHA-256 of ``text`` in base 64. A test computes it, and says what it has to be.
  static let sha256 = "bzo0Tf6dMeBr1FKho6ZKBENjYzig87JF+ijMWhwFK84="

  /// Light and dark. Each pair of text and ground has a contrast of 4.5 at least (WCAG 2.2, AA).
  private static let colors = """
    :root { color-scheme: light dark;
      --ground: #fff; --panel: #f6f8fa; --line: #d5dbe1; --text: #1b2026; --faint: #57606a;
      --link: #0b57b0; --bad: #b3201b; --bad-ground: #fdeeec; --warn: #7d4e00;
      --warn-ground: #fff5dc; --good: #11652c; --good-ground: #e8f6ec; --strip: #2f8f57;
      --proven: #1b6b3c; --bad-fill: #cf3a31; --warn-fill: #b67a00; --quiet-fill: #858f99; --gap: #fff3d6; --hatch: #b07400 }
    @media screen and (prefers-color-scheme: dark) { :root {
      --ground: #0f1318; --panel: #171c23; --line: #323a44; --text: #e4e9ee; --faint: #9ea9b5;
      --link: #7ab8ff; --bad: #ff9c94; --bad-ground: #3a1816; --warn: #eabb55;
      --warn-ground: #33280f; --good: #75d394; --good-ground: #12301d; --strip: #3f9d66;
      --proven: #6fd093; --bad-fill: #e8675d; --warn-fill: #d39c2f; --quiet-fill: #7d8894; --gap: #2c2412; --hatch: #d9a73c } }
    .bad { --tone: var(--bad); --tone-ground: var(--bad-ground);
      --fill: var(--bad-fill) }
    .warn { --tone: var(--warn); --tone-ground: var(--warn-ground);
      --fill: var(--warn-fill) }
    .good { --tone: var(--good); --tone-ground: var(--good-ground);
      --fill: var(--strip) }
    .quiet { --tone: var(--faint); --tone-ground: var(--panel);
      --fill: var(--quiet-fill) }

    """

  private static let page = """
    * { box-sizing: border-box }
    html { scroll-padding-top: 3.5rem }
    body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui,
      -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial,
      sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
      -webkit-text-size-adjust: 100% }
    header, main, footer { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem }
    h1, h2, h3, h4, h5, p, ul, dl, dd { margin: 0; padding: 0 }
    ul { list-style: none }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.5rem 0 .75rem }
    h3 { font-size: 1rem; line-height: 1.4; margin: 1.25rem 0 .5rem }
    h4 { font-size: .8125rem; color: var(--faint); font-weight: 600; margin: 1.25rem 0 .5rem }
    a { color: var(--link); text-underline-offset: .15em }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px }
    .skip { position: absolute; left: -100vw; background: var(--ground); padding: .5rem 1rem;
      z-index: 2 }
    .skip:focus { left: .5rem; top: .5rem }
    .definitions { position: absolute }
    .icon { width: .875em; height: .875em; flex: none; fill: none; stroke: currentColor;
      stroke-width: 2.25; stroke-linecap: round; stroke-linejoin: round; vertical-align: -.0625em }
    .name { white-space: break-spaces }
    .remark, .rest, .origin { color: var(--faint); font-weight: 400 }
    .banner { margin-top: 1.5rem }
    .subject { color: var(--faint) }
    h1 { display: flex; align-items: center; gap: .75rem; color: var(--tone); font-size: 2.5rem;
      line-height: 1.2; letter-spacing: -.01em; margin: .25rem 0 .5rem }
    .answer { font-size: 1.0625rem; max-width: 56rem }
    .distribution { display: block; width: 100%; margin: 1.25rem 0 .75rem; border-radius: 3px;
      background: var(--panel) }
    .distribution rect { fill: var(--fill); stroke: var(--ground); stroke-width: 1.5 }
    .counts, .remarks, nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.75rem }
    .counts li { color: var(--tone); white-space: nowrap }
    .counts strong { font-size: 1.375rem; line-height: 1.3; color: var(--text) }
    .counts .none strong { color: var(--faint); font-weight: 400 }
    .remarks { color: var(--faint); margin-top: .75rem }
    nav { margin-top: 1rem; padding: .5rem 0; border-block: 1px solid var(--line) }
    footer { color: var(--faint); font-size: .8125rem; margin-top: 3rem; padding-bottom: 2rem }
    footer p { border-top: 1px solid var(--line); padding-top: .75rem }

    """

  private static let buckets = """
    table { border-collapse: collapse; width: 100% }
    caption { text-align: left; color: var(--faint); padding-bottom: .5rem }
    th, td { text-align: left; vertical-align: baseline; padding: .4375rem .75rem .4375rem 0;
      border-bottom: 1px solid var(--line) }
    th:last-child, td:last-child { padding-right: 0 }
    thead th { font-size: .75rem; line-height: 1.3; color: var(--faint); font-weight: 600;
      vertical-align: bottom; overflow-wrap: normal }
    tbody th { font-weight: 400 }
    .buckets { line-height: 1.4 }
    .buckets thead th { position: sticky; top: 0; background: var(--ground); z-index: 1;
      border-bottom: 0; box-shadow: inset 0 -1px var(--line) }
    .buckets tbody th { font-weight: 600; min-width: 8rem }
    .buckets tbody tr:hover > * { background: var(--panel) }
    td.verdict { width: 1%; white-space: nowrap }
    th.setting { width: 5.75rem }
    td.setting { color: var(--tone); white-space: nowrap }
    td.setting.bad { font-weight: 600 }
    .setting .icon, .status .icon, .counts .icon { margin-right: .3125rem }
    .buckets a { text-decoration: none }
    .buckets a:hover, .buckets a:focus-visible { text-decoration: underline }
    .number { text-align: right }
    td.number, td.date { white-space: nowrap; color: var(--faint) }
    td.number { padding-right: 1.25rem }
    th.number { padding-right: 1.25rem }
    .badge { display: inline-flex; align-items: center; gap: .3125rem; padding: 0 .5rem;
      border-radius: 3px; font-size: .75rem; line-height: 1.375rem; font-weight: 600;
      white-space: nowrap; color: var(--tone); background: var(--tone-ground) }
    .scroll { overflow-x: auto }
    .plain th, .plain td { min-width: 6rem }
    .plain .date { min-width: 6.5rem; white-space: nowrap }
    .notices li { padding: .375rem 0; border-bottom: 1px solid var(--line) }
    code { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono",
      monospace }

    """

  private static let details = """
    .bucket { border: 1px solid var(--line); border-left: 4px solid var(--fill); border-radius: 4px;
      padding: .875rem 1.25rem 1.125rem; margin: 0 0 1rem }
    .bucket:target { box-shadow: 0 0 0 2px var(--link) }
    .bucket-head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem }
    .bucket h3 { margin: 0; font-size: 1.0625rem }
    .bucket h3 .badge { vertical-align: .0625rem; margin-right: .25rem }
    .up { font-size: .8125rem; white-space: nowrap }
    .origin { font-size: .8125rem }
    .reason, .earliest { margin-top: .5rem }
    details.bucket { padding-block: .4375rem; margin-bottom: .375rem }
    details.bucket[open] { padding-bottom: 1rem }
    summary { cursor: pointer }
    summary h3 { display: inline }
    details.bucket summary h3 { font-size: .875rem }
    .fold > summary { color: var(--faint); font-size: .8125rem; width: fit-content }
    .fold { margin-top: .5rem }
    .names { columns: 24rem; margin-top: .375rem }
    .names li { break-inside: avoid; padding: .125rem 0 }
    .settings { display: grid; grid-template-columns: 19rem 1fr }
    .settings > * { padding: .375rem 1.25rem .375rem 0; border-top: 1px solid var(--line) }
    .settings > dd { padding-right: 0 }
    .status { color: var(--tone); font-weight: 600; white-space: nowrap }
    .finding { border: 1px solid var(--line); border-radius: 4px; padding: .75rem 1rem;
      margin-bottom: .625rem }
    .finding h5 { font-size: .9375rem; margin-bottom: .375rem }
    .facts { display: grid; grid-template-columns: 5.5rem 1fr; gap: 0 .75rem }
    .volume { grid-template-columns: 10rem 1fr }
    .facts dt { color: var(--faint) }
    .callers li { margin-top: .625rem; padding-top: .625rem; border-top: 1px solid var(--line) }
    .callers .fold { margin-top: .25rem }
    .sample { margin-top: .5rem; font-size: .8125rem }
    .remedy { margin-top: .5rem; padding: .4375rem .75rem; border-left: 3px solid var(--link);
      background: var(--panel); border-radius: 0 3px 3px 0 }
    .remedy strong { margin-right: .25rem }
    .omission { padding: .75rem 1rem; background: var(--panel); border-radius: 4px }

    """

  private static let charts = """
    svg { overflow: visible }
    .chart > li { display: grid; grid-template-columns: 19rem minmax(10rem, 1fr) 17rem;
      gap: 0 1.25rem; align-items: start; padding: .25rem 0 }
    .strip, .axis { width: 100%; margin-top: .1875rem; display: block }
    .words { font-size: .8125rem; line-height: 1.55 }
    .words ul { color: var(--faint) }
        .words > .warn { color: var(--tone); font-weight: 600 }
    .chart .scale { padding: 0 }
    .scale .axis { grid-column: 2; margin: 0 }
    .axis line { stroke: var(--faint) }
    .axis text { fill: var(--faint); font-size: 11px }
    .recorded { fill: var(--strip) }
    .recorded.proven { fill: var(--proven) }
    .gap { fill: var(--gap); stroke: var(--hatch) }
    .hatch { fill: url(#hatch) }
    pattern path { stroke: var(--hatch); stroke-width: 1.25 }
    .uses .base { stroke: var(--line); stroke-width: 2 }
    .span { stroke: var(--fill); stroke-width: 3 }
    .uses circle { fill: var(--fill); stroke: var(--ground) }
    .uses circle.warn, .uses circle.quiet { fill: var(--ground); stroke: var(--fill);
      stroke-width: 2 }
    .span.warn, .span.quiet { stroke-dasharray: 4 3 }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; color: var(--faint);
      font-size: .8125rem; margin-bottom: .875rem }
    .legend svg { vertical-align: -.125rem }
    @media screen and (max-width: 56rem) {
      header, main, footer { padding: 0 1rem }
      .chart > li, .settings { grid-template-columns: 1fr }
      .settings > dd { border-top: 0; padding-top: 0 }
      .settings > dt { padding-bottom: 0 }
      .scale .axis { grid-column: 1 }
      .chart > li { padding: .4375rem 0 }
      .buckets .team, .buckets .number, .buckets .date { display: none }
    }
    @media screen and (max-width: 40rem) {
      h1 { font-size: 2rem }
      .buckets th, .buckets td { padding-right: .5rem }
      th.setting { width: 3.5rem; font-size: .6875rem }
      td.setting { text-align: center }
      td.setting span, td.verdict span span, th.verdict span {
        position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
      td.verdict .badge { padding: 0 .375rem }
      .setting .icon { margin: 0; width: 1rem; height: 1rem }
      .bucket { padding-inline: .75rem }
      .facts { grid-template-columns: 4.5rem 1fr }
      .buckets tbody th { min-width: 6rem }
    }
    @media (forced-colors: active) {
      .recorded { fill: CanvasText }
      .gap { fill: Canvas; stroke: CanvasText }
      .badge, .remedy, .bucket { border: 1px solid }
    }

    """

  private static let print = """
    @media print {
      @page { margin: 14mm }
      html { font-size: 78% }
      body { font-size: .875rem }
      .chart > li { grid-template-columns: 15rem 1fr 14rem }
      .settings { grid-template-columns: 15rem 1fr }
      header, main, footer { max-width: none; padding: 0 }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
      nav, .up, .skip { display: none }
      .buckets thead th { position: static; box-shadow: none;
        border-bottom: 1px solid var(--line) }
      .buckets th, .buckets td { padding-right: .5rem }
      .buckets .team { min-width: 5.5rem }
      th.setting { width: 5rem }
      h2, h3, h4, h5, summary, .bucket-head, .legend { break-after: avoid }
      tr, .chart > li, .callers > li, .settings > dd, .remedy { break-inside: avoid }
      details::details-content { content-visibility: visible; block-size: auto }
      .scroll { overflow: visible }
      a { color: inherit; text-decoration: none }
    }

    """
}
