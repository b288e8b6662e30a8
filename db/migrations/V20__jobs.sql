-- Work for the machine that rules, work items and people order: what is to be done, each attempt at it, which kinds are paused.
create table routing_job (
  id             uuid primary key,
  kind           varchar(8) not null check (kind in ('PREPARE', 'SEGMENT', 'ASSIGN', 'SEND', 'NOTIFY')),
  state          varchar(9) not null
    check (state in ('WAITING', 'RUNNING', 'RETRYING', 'DONE', 'DEAD', 'CANCELLED')),
  connection_id  uuid,
  study_uid      varchar(64) not null,
  series_uid     varchar(64) not null,
  series_digest  varchar(64) not null,
  action         text not null,
  rule_id        uuid,
  rule_version   integer,
  ordered_by     varchar(200) not null,
  dedupe_key     varchar(64) not null,
  priority       smallint not null check (priority between 1 and 9),
  not_before     timestamptz not null,
  waiting_since  timestamptz not null,
  turn           integer not null default 0,
  tries          integer not null default 0,
  deaths         integer not null default 0,
  failure_code   varchar(64) not null default '',
  failure_text   varchar(500) not null default '',
  outputs        text not null default '{"agreements":[],"copies":[]}',
  created_at     timestamptz not null,
  ended_at       timestamptz
);
-- The same order is the same job, but for one that was cancelled.
create unique index routing_job_order on routing_job (dedupe_key) where state <> 'CANCELLED';
create index routing_job_created on routing_job (created_at desc, id desc);
create index routing_job_state on routing_job (state, created_at desc, id desc);
create index routing_job_kind on routing_job (kind, created_at desc, id desc);
create index routing_job_kind_state on routing_job (kind, state, created_at desc, id desc);
create index routing_job_rule on routing_job (rule_id, created_at desc, id desc) where rule_id is not null;
create index routing_job_rule_state on routing_job (rule_id, state, created_at desc, id desc)
  where rule_id is not null;
create index routing_job_study on routing_job (study_uid, created_at desc, id desc);
create index routing_job_open on routing_job (kind, waiting_since)
  where state in ('WAITING', 'RUNNING', 'RETRYING');
create index routing_job_failure on routing_job (failure_code, created_at desc, id desc)
  where failure_code <> '';
create index routing_job_ended on routing_job (ended_at) where ended_at is not null;

-- An attempt is the turn of its job; one without an end is going on, or its process died.
create table routing_job_attempt (
  job_id      uuid not null references routing_job (id) on delete cascade,
  turn        integer not null,
  replica     varchar(64) not null,
  started_at  timestamptz not null,
  ended_at    timestamptz,
  outcome     varchar(9) check (outcome in ('DONE', 'RETRYING', 'DEAD', 'CANCELLED', 'DIED')),
  code        varchar(64) not null default '',
  text        varchar(500) not null default '',
  primary key (job_id, turn)
);

-- Kinds of which nothing begins.
create table routing_pause (
  kind            varchar(8) primary key,
  paused_by_name  varchar(64) not null,
  paused_at       timestamptz not null
);

-- Jobs wait for one another, and neither for trials nor for results on their way.
create table queue_batch (like queue_io including constraints including indexes);
