-- version 5

CREATE TABLE audit (
  place INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  shop TEXT NOT NULL,
  inventory_item_id TEXT,
  location_id TEXT,
  entry TEXT NOT NULL
) STRICT;

CREATE INDEX audit_by_time ON audit (at);

CREATE INDEX audit_of_level ON audit (shop, inventory_item_id, location_id, place);

CREATE TABLE batches (
  key TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  first_sent_at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;

CREATE INDEX batches_of_shop ON batches (shop, first_sent_at, key);

CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE failed_jobs (
  id TEXT PRIMARY KEY,
  cause TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  class TEXT NOT NULL,
  shop TEXT,
  sku TEXT,
  shopify_location_id TEXT,
  shopify_location TEXT,
  odoo_location TEXT,
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  note TEXT,
  failure TEXT NOT NULL
) STRICT;

CREATE INDEX failed_jobs_by_class ON failed_jobs (class, last_at DESC, id);

CREATE INDEX failed_jobs_by_code ON failed_jobs (code, last_at DESC, id);

CREATE INDEX failed_jobs_by_sku ON failed_jobs (sku, last_at DESC, id);

CREATE INDEX failed_jobs_by_state ON failed_jobs (state, last_at DESC, id);

CREATE INDEX failed_jobs_closed ON failed_jobs (changed_at) WHERE state IN ('dismissed', 'resolved');

CREATE UNIQUE INDEX failed_jobs_live_cause ON failed_jobs (cause) WHERE state IN ('open', 'retrying');

CREATE INDEX failed_jobs_newest ON failed_jobs (last_at DESC, id);

CREATE INDEX failed_jobs_standing ON failed_jobs (cause, id) WHERE state IN ('open', 'retrying', 'dismissed');

CREATE TABLE holds (
  id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  pool TEXT NOT NULL,
  order_id TEXT,
  quantity REAL NOT NULL,
  seen REAL NOT NULL,
  as_of INTEGER NOT NULL,
  reserved_as_of INTEGER,
  opened_at INTEGER NOT NULL,
  expires_at INTEGER
, doubtful INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

CREATE INDEX holds_by_end ON holds (expires_at) WHERE expires_at IS NOT NULL;

CREATE INDEX holds_of_order ON holds (shop, order_id) WHERE order_id IS NOT NULL;

CREATE INDEX holds_of_pool ON holds (pool, opened_at, id);

CREATE INDEX holds_of_shop ON holds (shop, opened_at, id);

CREATE TABLE leases (
  name TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE level_counts (
  shop TEXT NOT NULL,
  location_id TEXT NOT NULL,
  state TEXT NOT NULL,
  levels INTEGER NOT NULL,
  PRIMARY KEY (shop, location_id, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER levels_counted_in AFTER INSERT ON levels BEGIN
  INSERT INTO level_counts VALUES (new.shop, new.location_id, new.state, 1)
    ON CONFLICT (shop, location_id, state) DO UPDATE SET levels = levels + 1;
END;

CREATE TRIGGER levels_counted_over AFTER UPDATE OF state ON levels WHEN old.state <> new.state BEGIN
  UPDATE level_counts SET levels = levels - 1 WHERE shop = old.shop AND location_id = old.location_id AND state = old.state;
  INSERT INTO level_counts VALUES (new.shop, new.location_id, new.state, 1)
    ON CONFLICT (shop, location_id, state) DO UPDATE SET levels = levels + 1;
END;

CREATE TABLE levels (
  shop TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  state TEXT NOT NULL,
  urgent INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due INTEGER NOT NULL,
  since INTEGER,
  batch TEXT,
  cohort TEXT,
  pool TEXT,
  record TEXT NOT NULL,
  PRIMARY KEY (shop, inventory_item_id, location_id)
) STRICT;

CREATE INDEX levels_by_due ON levels (shop, due) WHERE state = 'waiting';

CREATE INDEX levels_in_batch ON levels (batch) WHERE batch IS NOT NULL;

CREATE INDEX levels_in_turn ON levels (shop, urgent, since, due) WHERE state = 'waiting';

CREATE INDEX levels_of_pool ON levels (pool) WHERE pool IS NOT NULL;

CREATE TABLE links (
  shop TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  odoo_database TEXT NOT NULL,
  odoo_product_id INTEGER NOT NULL,
  found_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (shop, inventory_item_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX links_by_product ON links (shop, odoo_database, odoo_product_id);

CREATE TABLE pictures (
  watch TEXT NOT NULL,
  product_id INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (watch, product_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_lines (
  plan TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  state TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (plan, inventory_item_id, location_id)
) STRICT;

CREATE INDEX plan_lines_in_state ON plan_lines (plan, state, inventory_item_id, location_id);

CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX plans_by_time ON plans (created_at);

CREATE INDEX plans_of_shop ON plans (shop, created_at DESC, id);

CREATE TABLE reading_order (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  reserved INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  state TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX runs_live ON runs (shop) WHERE state IN ('running', 'paused');

CREATE INDEX runs_of_shop ON runs (shop, started_at DESC, id DESC);

CREATE TABLE switches (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
