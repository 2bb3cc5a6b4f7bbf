/// What the page of a scan looks like beyond the style of reports.
enum ScanPageStyle {
  /// SHA-256 of `sheet` in base64; Tests/Consumers/test_store.py names the right one after a change.
  static let hash = "sha256-ebwYEJMHGaXLNThSVN1GsReqevoQE945moq2zOaliEg="

  static let sheet: StaticString = """
    nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1rem; padding: 0; }
    nav li { list-style: none; }
    .wide { overflow-x: auto; }
    table { width: 100%; min-width: 36rem; border-collapse: collapse; font-size: .95rem; }
    caption { margin-bottom: .4rem; color: var(--faint); font-size: .9rem; text-align: start; }
    th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: start; }
    th { color: var(--faint); font-weight: 600; white-space: nowrap; }
    td { vertical-align: top; }
    .number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .chart { display: block; width: 100%; min-width: 34rem; max-width: 50rem; margin: .5rem 0 1rem; }
    .chart text { fill: var(--ink); font-size: 14px; }
    .chart .name { text-anchor: end; }
    .chart .step { text-anchor: middle; font-size: 12px; }
    .chart rect.violation, .chart circle.violation { fill: var(--violation); }
    .chart rect.review, .chart circle.review { fill: var(--review); }
    .chart rect.info { fill: var(--info); }
    .chart polyline { fill: none; stroke-width: 2.5; }
    .chart polyline.violation { stroke: var(--violation); }
    .chart polyline.review { stroke: var(--review); stroke-dasharray: 6 4; }
    .chart .axis { fill: none; stroke: var(--line); }
    .chart text.violation { fill: var(--violation); }
    .chart text.review { fill: var(--review); }
    .key { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; color: var(--faint); }
    .key span::before {
      content: ""; display: inline-block; width: .8em; height: .8em; margin-inline-end: .4em;
      background: var(--info);
    }
    .key .violation::before { background: var(--violation); }
    .key .review::before { background: var(--review); }
    details details { margin: .5rem 0; padding-inline-start: 1rem; }
    details details summary { font-size: 1rem; font-weight: 400; }
    .finding { margin: .75rem 0; }
    .finding + .finding { margin-top: .75rem; }
    .finding p { margin: .2rem 0; }
    .more { color: var(--faint); font-style: italic; }
    .run dt { color: var(--faint); }
    .run dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: 0; }
    .run dd { margin: 0; }
    @media (max-width: 40rem) {
      body { padding: .75rem; }
      .run dl { grid-template-columns: 1fr; }
      .run dd { margin-bottom: .4rem; }
    }
    @media print {
      nav { display: none; }
      .wide { overflow: visible; }
      table, .chart { min-width: 0; }
      table { font-size: 9pt; }
      .found > details:not([open]) { padding: 0; }
      .found > details:not([open])::details-content { content-visibility: hidden; }
      tr, .chart, .finding { break-inside: avoid; }
      thead { display: table-header-group; }
      .chart rect, .chart circle, .key span::before {
        print-color-adjust: exact; -webkit-print-color-adjust: exact;
      }
    }

    """
}
