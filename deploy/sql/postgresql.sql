-- Tables for what Debezium's JDBC sink writes (deploy/connectors/postgresql-kpis.json, postgresql-alerts.json).
-- Columns are those of RecordConverter with shape=columns: docs/reference/delivery.md. PostgreSQL 12 and newer.
-- psql -v ON_ERROR_STOP=1 -f postgresql.sql

CREATE SCHEMA IF NOT EXISTS hypercare;
SET search_path TO hypercare;

-- One row for each version of a KPI record; a later (epoch, version) replaces an earlier one in the views below.
CREATE TABLE IF NOT EXISTS kpis_1m (
  series text NOT NULL,
  view text NOT NULL,
  labels jsonb NOT NULL,
  window_start timestamptz NOT NULL,
  window_end timestamptz NOT NULL,
  epoch integer NOT NULL,
  version integer NOT NULL,
  calls bigint NOT NULL,
  failed bigint NOT NULL,
  client_errors bigint NOT NULL,
  server_errors bigint NOT NULL,
  no_response bigint NOT NULL,
  late_calls bigint NOT NULL,
  too_late_calls bigint NOT NULL,
  duplicate_calls bigint NOT NULL,
  out_of_order_max_millis bigint NOT NULL,
  lateness_millis bigint NOT NULL,
  statuses jsonb NOT NULL,
  availability double precision,
  calls_per_second double precision NOT NULL,
  latency_count bigint NOT NULL,
  latency_sum_micros bigint NOT NULL,
  latency_max_micros bigint NOT NULL,
  latency_p50_micros bigint NOT NULL,
  latency_p90_micros bigint NOT NULL,
  latency_p95_micros bigint NOT NULL,
  latency_p99_micros bigint NOT NULL,
  latency_p999_micros bigint NOT NULL,
  latency_histogram jsonb NOT NULL,
  upstream_latency_count bigint NOT NULL,
  upstream_latency_sum_micros bigint NOT NULL,
  upstream_latency_max_micros bigint NOT NULL,
  upstream_latency_p50_micros bigint NOT NULL,
  upstream_latency_p90_micros bigint NOT NULL,
  upstream_latency_p95_micros bigint NOT NULL,
  upstream_latency_p99_micros bigint NOT NULL,
  upstream_latency_p999_micros bigint NOT NULL,
  upstream_latency_histogram jsonb NOT NULL,
  first_token_latency_count bigint,
  first_token_latency_sum_micros bigint,
  first_token_latency_max_micros bigint,
  first_token_latency_p50_micros bigint,
  first_token_latency_p90_micros bigint,
  first_token_latency_p95_micros bigint,
  first_token_latency_p99_micros bigint,
  first_token_latency_p999_micros bigint,
  first_token_latency_histogram jsonb,
  slowest_trace_id text,
  failed_trace_id text,
  consumers bigint NOT NULL,
  consumer_sketch bytea,
  request_bytes bigint NOT NULL,
  response_bytes bigint NOT NULL,
  ai_calls bigint NOT NULL,
  usage_missing bigint NOT NULL,
  tokens_in bigint NOT NULL,
  tokens_out bigint NOT NULL,
  tokens_cached bigint NOT NULL,
  tokens_reasoning bigint NOT NULL,
  cost_micros bigint NOT NULL,
  PRIMARY KEY (series, window_start, epoch, version)
);
CREATE INDEX IF NOT EXISTS kpis_1m_window ON kpis_1m (window_start);
CREATE TABLE IF NOT EXISTS kpis_5m (LIKE kpis_1m INCLUDING ALL);
CREATE TABLE IF NOT EXISTS kpis_1h (LIKE kpis_1m INCLUDING ALL);
CREATE TABLE IF NOT EXISTS kpis_1d (LIKE kpis_1m INCLUDING ALL);

CREATE OR REPLACE VIEW kpis_1m_latest AS
  SELECT DISTINCT ON (series, window_start) * FROM kpis_1m ORDER BY series, window_start, epoch DESC, version DESC;
CREATE OR REPLACE VIEW kpis_5m_latest AS
  SELECT DISTINCT ON (series, window_start) * FROM kpis_5m ORDER BY series, window_start, epoch DESC, version DESC;
CREATE OR REPLACE VIEW kpis_1h_latest AS
  SELECT DISTINCT ON (series, window_start) * FROM kpis_1h ORDER BY series, window_start, epoch DESC, version DESC;
CREATE OR REPLACE VIEW kpis_1d_latest AS
  SELECT DISTINCT ON (series, window_start) * FROM kpis_1d ORDER BY series, window_start, epoch DESC, version DESC;

-- One row for each transition of an alert, by its place in the topic: a record that is read twice is one row.
CREATE TABLE IF NOT EXISTS alerts (
  __connect_topic text NOT NULL,
  __connect_partition integer NOT NULL,
  __connect_offset bigint NOT NULL,
  fingerprint text NOT NULL,
  rule text NOT NULL,
  rule_version text NOT NULL,
  series text NOT NULL,
  labels jsonb NOT NULL,
  state text NOT NULL,
  previous_state text,
  severity text NOT NULL,
  summary text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL,
  started_at timestamptz NOT NULL,
  fired_at timestamptz,
  resolved_at timestamptz,
  evidence jsonb NOT NULL,
  condition text NOT NULL,
  window_seconds integer NOT NULL,
  runbook text,
  tenant text,
  owner text,
  criticality text,
  test boolean NOT NULL,
  previous_severity text,
  impact text,
  suppression text,
  suppressed_by text,
  acknowledged_at timestamptz,
  acknowledged_by text,
  historic boolean NOT NULL,
  change_id text,
  change text,
  PRIMARY KEY (__connect_topic, __connect_partition, __connect_offset)
);
CREATE INDEX IF NOT EXISTS alerts_fingerprint ON alerts (fingerprint, __connect_offset);
CREATE INDEX IF NOT EXISTS alerts_at ON alerts (at);

-- The present state of each alert; all records of one are in one partition, so the highest offset is the newest.
CREATE OR REPLACE VIEW alerts_latest AS
  SELECT DISTINCT ON (fingerprint) * FROM alerts ORDER BY fingerprint, __connect_offset DESC;
