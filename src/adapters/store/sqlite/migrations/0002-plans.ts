/** Plans of reconciliations with their lines, and the runs that make and apply them. */
export const plans = `
CREATE TABLE plans (
  id TEXT PRIMARY KEY,
  shop TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX plans_of_shop ON plans (shop, created_at DESC, id);
CREATE INDEX plans_by_time ON plans (created_at);

CREATE TABLE plan_lines (
  plan TEXT NOT NULL,
  inventory_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  state TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (plan, inventory_item_id, location_id)
) STRICT;
CREATE INDEX plan_lines_in_state ON plan_lines (plan, state, inventory_item_id, location_id);

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
`
