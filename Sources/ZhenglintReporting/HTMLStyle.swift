/// The look of the HTML report, and of other pages like it.
enum HTMLStyle {
  /// SHA-256 of `sheet` in base64: the page's policy lets a browser apply no other style.
  ///
  /// Tests/Consumers/test_html.py names the right one after a change.
  static let hash = "sha256-sb17iFRJ6EDNo4TWQACmRtzS4M8WZTe9RSRckKIJiyc="

  static let sheet: StaticString = """
    :root {
      color-scheme: light dark;
      --ground: #f5f5f2; --card: #fff; --ink: #1f2328; --faint: #5a626b; --line: #d5d8dc;
      --violation: #b3261e; --violation-pale: #fbdcd9; --review: #7a5200; --review-pale: #fbe8b8;
      --info: #24568f; --info-pale: #d9e7f8; --good: #1a6b35; --good-pale: #dcf2e2;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #16181b; --card: #202327; --ink: #e8eaed; --faint: #a9b0b8; --line: #3d4249;
        --violation: #ff9a91; --violation-pale: #6b211b; --review: #f2c14e; --review-pale: #5c4310;
        --info: #93c0f5; --info-pale: #1f4169; --good: #86d79f; --good-pale: #1c4a2b;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--ground);
      color: var(--ink); line-height: 1.7;
      font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
      overflow-wrap: anywhere;
    }
    h1 { margin: 0; font-size: 1.1rem; font-weight: 600; color: var(--faint); }
    h2 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.4; }
    h3 { margin: 0; font-size: 1.05rem; line-height: 1.5; }
    p { margin: .4rem 0; }
    a { color: inherit; }
    .verdict {
      margin: .75rem 0 1rem; padding: 1rem 1.25rem; border-radius: .5rem; font-size: 1.7rem;
      font-weight: 700; line-height: 1.4;
    }
    .verdict.violation { background: var(--violation-pale); color: var(--violation); }
    .verdict.review { background: var(--review-pale); color: var(--review); }
    .verdict.good { background: var(--good-pale); color: var(--good); }
    .next { margin: 0 0 1rem; font-size: 1.05rem; }
    .sign { margin-inline-end: .6rem; }
    .counts {
      display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1rem; padding: 0;
      list-style: none;
    }
    .counts li {
      flex: 1 1 8rem; padding: .6rem 1rem; background: var(--card); border: 1px solid var(--line);
      border-radius: .5rem; color: var(--faint); font-size: .9rem;
    }
    .counts strong { display: block; color: var(--ink); font-size: 1.6rem; line-height: 1.3; }
    .counts .violation strong { color: var(--violation); }
    .counts .review strong { color: var(--review); }
    .counts .info strong { color: var(--info); }
    .about { color: var(--faint); font-size: .9rem; }
    .about.warning { color: var(--review); font-weight: 600; }
    .filter {
      display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0 0 1rem; padding: .5rem 1rem;
      border: 1px solid var(--line); border-radius: .5rem; background: var(--card);
    }
    .filter legend { padding: 0 .3rem; color: var(--faint); font-size: .9rem; }
    .filter input { margin-inline-end: .35rem; }
    main > section, main > details {
      margin: 0 0 1rem; padding: 1rem 1.25rem; background: var(--card);
      border: 1px solid var(--line); border-radius: .5rem;
    }
    main > .incomplete { border: 2px solid var(--violation); }
    .incomplete h2 { color: var(--violation); }
    main > .warnings { border: 2px solid var(--review); }
    .warnings h2 { color: var(--review); }
    .incomplete ul, .warnings ul, .clean ul, .index ul { margin: 0; padding-inline-start: 1.4rem; }
    .index ul { columns: 24rem; margin-top: .5rem; }
    .index li { break-inside: avoid; }
    .path { font-weight: 700; }
    .facts { margin: 0 0 .75rem; color: var(--faint); font-size: .95rem; }
    .facts span { display: inline-block; margin-inline-end: 1.25rem; }
    .sides { display: grid; gap: 1rem; }
    @media (min-width: 60rem) {
      .sides:has(.text) {
        grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start;
      }
    }
    .text {
      margin: 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .35rem;
      background: var(--ground);
    }
    @media screen and (min-width: 60rem) {
      .text { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow: auto; }
    }
    .text .lines { white-space: pre-wrap; }
    .text h3, .text .remark { color: var(--faint); font-size: .85rem; font-weight: 400; }
    .finding { padding: 0 0 0 1rem; border-inline-start: .3rem solid var(--info); }
    .finding + .finding { margin-top: 1.5rem; }
    .finding.violation { border-color: var(--violation); }
    .finding.review { border-color: var(--review); }
    .level { font-weight: 700; }
    .finding.violation .level { color: var(--violation); }
    .finding.review .level { color: var(--review); }
    .finding.info .level { color: var(--info); }
    .where { margin-inline-start: .5rem; color: var(--faint); font-size: .9rem; font-weight: 400; }
    .source {
      margin: .5rem 0; padding: .4rem .75rem; background: var(--ground);
      border: 1px solid var(--line); border-radius: .35rem; white-space: pre-wrap;
      font-family: ui-monospace, "Noto Sans Mono CJK SC", monospace; font-size: .9rem;
    }
    mark { padding: .05em .1em; border-radius: .2em; color: inherit; font-weight: 700; }
    mark, mark.violation { background: var(--violation-pale); }
    mark.review { background: var(--review-pale); }
    mark.info { background: var(--info-pale); }
    .finding dl {
      display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: 0;
    }
    .finding dt { color: var(--faint); }
    .finding dd { margin: 0; }
    .finding dd p { margin: 0 0 .3rem; }
    .finding .advice { font-weight: 600; }
    :target { outline: 2px solid var(--info); outline-offset: .5rem; }
    summary { cursor: pointer; font-size: 1.1rem; font-weight: 600; }
    footer { color: var(--faint); font-size: .9rem; }
    body:has(#only-violation:checked) .finding:not(.violation),
    body:has(#only-violation:checked) .input:not(:has(.finding.violation)),
    body:has(#only-review:checked) .finding:not(.review),
    body:has(#only-review:checked) .input:not(:has(.finding.review)),
    body:has(#only-info:checked) .finding:not(.info),
    body:has(#only-info:checked) .input:not(:has(.finding.info)) { display: none; }
    @supports not selector(:has(a)) { .filter { display: none; } }
    @media print {
      :root {
        color-scheme: light;
        --ground: #fff; --card: #fff; --ink: #000; --faint: #444; --line: #bbb;
        --violation: #a11; --violation-pale: #fbdcd9; --review: #7a5200; --review-pale: #fbe8b8;
        --info: #24568f; --info-pale: #d9e7f8; --good: #1a6b35; --good-pale: #dcf2e2;
      }
      body { max-width: none; padding: 0; font-size: 10pt; }
      .filter { display: none; }
      .verdict { font-size: 16pt; }
      .verdict, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      .counts strong { font-size: 14pt; }
      .sides:has(.text) { display: block; }
      .text { margin-bottom: 1rem; }
      main > section, main > details {
        padding: .5rem 0; border: 0; border-top: 1px solid #999; border-radius: 0;
      }
      main > .incomplete {
        padding: .75rem 1rem; border: 2px solid var(--violation); box-decoration-break: clone;
      }
      h2, h3 { break-after: avoid; }
      .incomplete li, .warnings li, .source, .counts, .verdict { break-inside: avoid; }
      details::details-content { content-visibility: visible; block-size: auto; }
    }

    """
}
