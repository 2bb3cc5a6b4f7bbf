import GRDB

extension ScanStore {
  /// "zhln": what `file` and others tell a store by.
  static let applicationID: Int32 = 0x7A68_6C6E
  /// Of the tables below; a later version adds its changes, and reads what earlier ones wrote.
  static let schemaVersion = 1

  static func create(_ database: Database) throws {
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(schemaVersion)")
    try database.execute(sql: tables)
  }

  private static let tables = """
    -- One scan; `command` is what has to be the same for another call to go on with it.
    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      command TEXT NOT NULL,
      -- listing, judging, finished, abandoned
      state TEXT NOT NULL,
      started TEXT NOT NULL,
      finished TEXT,
      tool TEXT NOT NULL,
      rules TEXT NOT NULL,
      rules_sha256 TEXT NOT NULL,
      as_of TEXT NOT NULL,
      edition TEXT,
      options TEXT NOT NULL,
      -- The rules that its inputs were checked against, and those left out: ids (JSON).
      applied TEXT NOT NULL DEFAULT '[]',
      omitted TEXT NOT NULL DEFAULT '[]',
      -- What there is to know of the run as a whole (JSON).
      notes TEXT NOT NULL DEFAULT '[]'
    );

    -- What a manifest says of an input.
    CREATE TABLE submissions (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      line INTEGER NOT NULL,
      number TEXT,
      path TEXT,
      issuer TEXT,
      issuer_kind TEXT,
      title TEXT,
      issued TEXT,
      district TEXT,
      -- Unknown columns: [[name, value], …]
      extra TEXT NOT NULL DEFAULT '[]',
      -- Why the row could not be used, in Chinese and English (JSON).
      fault TEXT
    );
    CREATE INDEX submissions_run ON submissions (run);

    -- The ids of the rules that something was judged by, sorted, each between commas.
    CREATE TABLE scopes (
      id INTEGER PRIMARY KEY,
      rules TEXT NOT NULL UNIQUE
    );

    -- What the program made of some contents under some settings and rules.
    CREATE TABLE judgements (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      -- The run that made it.
      run INTEGER NOT NULL REFERENCES runs,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      format TEXT,
      encoding TEXT,
      -- checked, partly, unread
      status TEXT NOT NULL,
      notes TEXT NOT NULL,
      title TEXT,
      issuer TEXT,
      issuer_kind TEXT,
      issued TEXT,
      standing TEXT,
      certificate TEXT,
      -- How many findings count, by level.
      violation INTEGER NOT NULL,
      review INTEGER NOT NULL,
      info INTEGER NOT NULL,
      scope INTEGER NOT NULL REFERENCES scopes
    );
    CREATE INDEX judgements_sha256 ON judgements (sha256);

    -- What findings of one rule and term have in common: message, advice, readings, basis (JSON).
    CREATE TABLE statements (
      id INTEGER PRIMARY KEY,
      body TEXT NOT NULL UNIQUE
    );

    CREATE TABLE findings (
      judgement INTEGER NOT NULL REFERENCES judgements ON DELETE CASCADE,
      number INTEGER NOT NULL,
      rule TEXT NOT NULL,
      level TEXT NOT NULL,
      confidence TEXT NOT NULL,
      term TEXT NOT NULL,
      text TEXT NOT NULL,
      -- Separated by commas.
      disguises TEXT NOT NULL,
      channel TEXT NOT NULL,
      field TEXT,
      start_byte INTEGER NOT NULL,
      end_byte INTEGER NOT NULL,
      location TEXT NOT NULL,
      context TEXT NOT NULL,
      statement INTEGER NOT NULL REFERENCES statements,
      -- What `fix` would write (JSON).
      replacement TEXT,
      fingerprint TEXT NOT NULL,
      suppressed TEXT,
      suppressed_reason TEXT,
      PRIMARY KEY (judgement, number)
    ) WITHOUT ROWID;

    -- An input of a run, pending until it has a status.
    CREATE TABLE inputs (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES runs,
      -- As reports show it.
      path TEXT NOT NULL,
      -- The bytes of the canonical path.
      entry BLOB NOT NULL,
      submission INTEGER REFERENCES submissions,
      status TEXT,
      judgement INTEGER REFERENCES judgements,
      -- Why it could not be read, where that is no matter of its contents.
      notes TEXT,
      UNIQUE (run, entry)
    );
    CREATE INDEX inputs_judgement ON inputs (judgement);

    -- The register of cases (台账): one for each path at which a run found a violation that counts.
    CREATE TABLE cases (
      id INTEGER PRIMARY KEY,
      entry BLOB NOT NULL UNIQUE,
      path TEXT NOT NULL,
      -- open, notified, rectified, verified, dismissed
      status TEXT NOT NULL,
      -- The last run that found it in breach, and what it found.
      run INTEGER NOT NULL REFERENCES runs,
      judgement INTEGER NOT NULL REFERENCES judgements,
      -- The last run that can say anything of it, and what it found, in breach or clean.
      seen_run INTEGER NOT NULL REFERENCES runs,
      seen INTEGER NOT NULL REFERENCES judgements
    );
    CREATE INDEX cases_judgement ON cases (judgement);
    CREATE TABLE case_events (
      id INTEGER PRIMARY KEY,
      case_id INTEGER NOT NULL REFERENCES cases,
      time TEXT NOT NULL,
      who TEXT NOT NULL,
      status TEXT NOT NULL,
      -- In Chinese and English (JSON).
      reason TEXT NOT NULL,
      -- The run that made the event, if one did.
      run INTEGER REFERENCES runs
    );
    CREATE INDEX case_events_case ON case_events (case_id);

    -- Evidence that was put together: the digest tells whether a folder is still what it was.
    CREATE TABLE evidence (
      id INTEGER PRIMARY KEY,
      case_id INTEGER NOT NULL REFERENCES cases,
      time TEXT NOT NULL,
      -- Of the list of sums in the folder.
      sha256 TEXT NOT NULL
    );
    """
}
