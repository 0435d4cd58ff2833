/// How the drawings look.
public enum DiagramStyle {
  /// For style sheets of pages that define the variables themselves.
  public static let rules = """
    .diagram { max-width: none; }
    .diagram text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--muted); text-anchor: middle; }
    .diagram text.start { text-anchor: start; }
    .diagram text.name { font-size: 13px; font-weight: 600; fill: var(--ink); }
    .diagram .box { fill: var(--surface); stroke: var(--muted); stroke-opacity: .55; stroke-width: 1.2; }
    .diagram .holder > .box { fill: var(--ink); fill-opacity: .025; stroke-opacity: .4; }
    .diagram .part.holder > .box { stroke-dasharray: 2 3; }
    .diagram .part text.name { font-size: 12px; fill: var(--muted); }
    .diagram .icon { fill: none; stroke: var(--accent); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
    .diagram .switch > .box { stroke: var(--accent); stroke-opacity: .8; }
    .diagram .human_approval > .box { stroke: var(--waiting); stroke-opacity: .9; fill: var(--waiting-soft); }
    .diagram .human_approval > .icon { stroke: var(--waiting); }
    .diagram .fail > .box { stroke: var(--bad); stroke-opacity: .8; fill: var(--bad-soft); }
    .diagram .fail > .icon { stroke: var(--bad); }
    .diagram .succeed > .icon { stroke: var(--good); }
    .diagram .uncaught > .box { fill: none; stroke: var(--bad); stroke-dasharray: 5 4; }
    .diagram .reference > .box { fill: none; stroke-dasharray: 2 3; }
    .diagram .uncaught text.name, .diagram .reference text.name { font-size: 12px; font-weight: 500; }
    .diagram .dot { fill: var(--ink); }
    .diagram .ring { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .diagram .line { fill: none; stroke: var(--muted); stroke-width: 1.5; }
    .diagram .head { fill: var(--muted); }
    .diagram .line.error, .diagram .line.rejection, .diagram .line.timeout { stroke-dasharray: 5 4; }
    .diagram .line.error, .diagram .line.rejection { stroke: var(--bad); }
    .diagram .head.error, .diagram .head.rejection { fill: var(--bad); }
    .diagram .line.timeout { stroke: var(--waiting); }
    .diagram .head.timeout { fill: var(--waiting); }
    .diagram .label rect { fill: var(--surface); }
    .diagram .label text { font-family: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: var(--ink); }
    .diagram .label.error text, .diagram .label.rejection text { fill: var(--bad); }
    .diagram .label.timeout text { fill: var(--waiting); }

    """

  /// For a drawing that stands alone.
  static let colours = """
    .diagram { --surface: #ffffff; --ink: #1c2126; --muted: #59626c; --accent: #0b6470; --good: #18713a; --bad: #b3261e; --waiting: #8a5500; --bad-soft: #fdf3f1; --waiting-soft: #fdf7ea; color-scheme: light dark; background: var(--surface); }
    @media (prefers-color-scheme: dark) { .diagram { --surface: #1a1e22; --ink: #e4e7ea; --muted: #9ea8b2; --accent: #62c4cf; --good: #6cc98a; --bad: #ff8f84; --waiting: #eab85c; --bad-soft: #2b1d1d; --waiting-soft: #2b2519; } }

    """
}
