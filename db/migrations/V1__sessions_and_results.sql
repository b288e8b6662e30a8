-- Annotation sessions, their clicks and masks, and the outbox of results.

create table annotation_session (
  id            uuid primary key,
  study_uid     varchar(64) not null,
  series_uid    varchar(64) not null,
  model_id      varchar(64) not null,
  state         varchar(16) not null check (state in ('LOADING', 'READY', 'FAILED', 'CLOSED')),
  failure_code  varchar(64),
  failure_text  varchar(500),
  created_at    timestamptz not null,
  closed_at     timestamptz
);
create index annotation_session_series on annotation_session (series_uid, created_at desc);

create table segment (
  id            bigint generated always as identity primary key,
  session_id    uuid not null references annotation_session (id),
  number        integer not null check (number between 1 and 255),
  structure_id  varchar(64) not null,
  created_at    timestamptz not null,
  unique (session_id, number)
);

-- History is never erased: an undone click keeps its row.
create table click (
  id            bigint generated always as identity primary key,
  segment_id    bigint not null references segment (id),
  kind          varchar(8) not null check (kind in ('POSITIVE', 'NEGATIVE')),
  i             integer not null,
  j             integer not null,
  k             integer not null,
  created_at    timestamptz not null,
  undone_at     timestamptz,
  redoable      boolean not null default false
);
create index click_segment on click (segment_id, id);

-- The mask of a set of live clicks: deflated bits of the box, i fastest, lowest bit first.
create table mask_revision (
  id            bigint generated always as identity primary key,
  segment_id    bigint not null references segment (id),
  revision      integer not null,
  live_clicks   text not null,
  voxels        bigint not null,
  box           varchar(80) not null,
  bits          bytea not null,
  created_at    timestamptz not null,
  unique (segment_id, revision)
);

-- What was answered to a request with an Idempotency-Key; the click it made, before the answer.
create table idempotent_answer (
  scope         varchar(120) not null,
  request_key   varchar(120) not null,
  body_hash     varchar(64) not null,
  click_id      bigint references click (id),
  body          text,
  created_at    timestamptz not null,
  primary key (scope, request_key)
);

-- The outbox: UIDs and bytes are fixed before the first attempt.
create table stored_result (
  id            uuid primary key,
  session_id    uuid not null references annotation_session (id),
  study_uid     varchar(64) not null,
  series_uid    varchar(64) not null,
  sop_uid       varchar(64) not null unique,
  state         varchar(16) not null check (state in ('PENDING', 'STORED', 'VERIFIED', 'REJECTED')),
  reason        varchar(500),
  attempts      integer not null default 0,
  next_attempt  timestamptz not null,
  dataset       bytea not null,
  created_at    timestamptz not null,
  stored_at     timestamptz,
  verified_at   timestamptz
);
create index stored_result_due on stored_result (next_attempt) where state in ('PENDING', 'STORED');
create index stored_result_session on stored_result (session_id, created_at);

create table audit_event (
  id            bigint generated always as identity primary key,
  at            timestamptz not null,
  actor         varchar(120) not null,
  action        varchar(40) not null,
  session_id    uuid,
  study_uid     varchar(64),
  series_uid    varchar(64),
  sop_uid       varchar(64)
);
