-- Studies that PACS have, as far as anybody has said so or looked.
create table sighting (
  id             uuid primary key,
  connection_id  uuid,
  study_uid      varchar(64) not null,
  state          varchar(8) not null check (state in ('SEEN', 'SETTLED', 'DECIDED', 'HELD', 'GONE')),
  digest         varchar(64) not null default '',
  decided_digest varchar(64) not null default '',
  attributes     jsonb not null default '{}',
  reported_by    varchar(8) not null check (reported_by in ('CHANGES', 'POLL', 'HOOK', 'UPS', 'PERSON')),
  first_seen     timestamptz not null,
  changed_at     timestamptz not null,
  looked_at      timestamptz,
  next_look      timestamptz not null,
  settled_at     timestamptz,
  decided_at     timestamptz,
  looks          integer not null default 0,
  failure        varchar(500) not null default '',
  turn           integer not null default 0,
  unique nulls not distinct (connection_id, study_uid)
);
create index sighting_first_seen on sighting (first_seen desc, id desc);
create index sighting_state on sighting (state, first_seen desc, id desc);
create index sighting_study on sighting (study_uid);
create index sighting_open on sighting (next_look) where state in ('SEEN', 'SETTLED');

create table sighting_series (
  sighting_id      uuid not null references sighting (id) on delete cascade,
  series_uid       varchar(64) not null,
  modality         varchar(16) not null,
  instances        integer not null,
  decided_instances integer not null default 0,
  derived          boolean not null,
  attributes       jsonb not null default '{}',
  primary key (sighting_id, series_uid)
);

-- How far a source's own list of changes has been read.
create table sighting_watermark (
  connection_id  uuid,
  value          varchar(200) not null,
  read_at        timestamptz not null,
  failure        varchar(500) not null default '',
  unique nulls not distinct (connection_id)
);
