-- The audit trail can be verified. The transaction of a row tells when no row before it can come any more.
alter table audit_event add column tx xid8 not null default pg_current_xact_id();
create index audit_event_tx on audit_event (tx);

-- A seal vouches for the rows of its leaves, and for the seal before it.
create table audit_seal (
  number      bigint primary key,
  at          timestamptz not null,
  first_id    bigint not null,
  last_id     bigint not null,
  count       integer not null,
  last_at     timestamptz not null,
  rows_root   varchar(64) not null,
  previous    varchar(64) not null,
  root        varchar(64) not null unique,
  settled     xid8 not null
);

-- What a seal knows of each of its rows; it outlives the row.
create table audit_leaf (
  seal      bigint not null references audit_seal (number),
  event_id  bigint not null unique,
  at        timestamptz not null,
  hash      bytea not null,
  primary key (seal, event_id)
);

-- For searches, the newest first.
drop index audit_event_at;
create index audit_event_at on audit_event (at, id);
create index audit_event_who on audit_event (actor, at, id);
create index audit_event_action on audit_event (action, at, id);
create index audit_event_study on audit_event (study_uid, at, id) where study_uid is not null;
create index audit_event_session on audit_event (session_id, at, id) where session_id is not null;
create index audit_event_object on audit_event (object_id, at, id) where object_id <> '';
create index audit_event_refused on audit_event (at, id) where outcome = 'REFUSED';
