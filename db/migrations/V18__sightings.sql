-- Studies that PACS have, as far as anybody has said so or looked.
create table sighting (
  id              uuid primary key,
  connection_id   uuid,
  study_uid       varchar(64) not null,
  state           varchar(8) not null check (state in ('SEEN', 'DECIDED', 'HELD', 'GONE')),
  digest          varchar(64) not null default '',
  decided_digest  varchar(64) not null default '',
  attributes      text not null default '{}',
  reported_by     varchar(8) not null check (reported_by in ('CHANGES', 'POLL', 'HOOK', 'UPS', 'PERSON')),
  said_complete   boolean not null default false,
  late            boolean not null default false,
  counted         integer,
  created_at      timestamptz not null,
  waiting_since   timestamptz not null,
  changed_at      timestamptz not null,
  next_look       timestamptz not null,
  settled_at      timestamptz,
  looks           integer not null default 0,
  failures        integer not null default 0,
  failure         varchar(500) not null default '',
  turn            integer not null default 0,
  unique nulls not distinct (connection_id, study_uid)
);
create index sighting_created on sighting (created_at desc, id desc);
create index sighting_state on sighting (state, created_at desc, id desc);
create index sighting_study on sighting (study_uid, created_at desc, id desc);
create index sighting_settled on sighting (settled_at desc) where settled_at is not null;
create index sighting_open on sighting (next_look) where state = 'SEEN';

create table sighting_series (
  sighting_id       uuid not null references sighting (id) on delete cascade,
  series_uid        varchar(64) not null,
  modality          varchar(16) not null,
  instances         integer not null,
  decided_instances integer not null default 0,
  fresh             boolean not null default true,
  derived           boolean not null,
  attributes        text not null default '{}',
  primary key (sighting_id, series_uid)
);

-- Which PACS are watched for new studies, how, and how far their list of changes has been read.
create table sighting_source (
  connection_id         uuid,
  way                   varchar(8) not null check (way in ('OFF', 'CHANGES', 'POLL')),
  quiet_seconds         integer not null check (quiet_seconds between 1 and 86400),
  longest_wait_seconds  integer not null check (longest_wait_seconds between 1 and 604800),
  when_overdue          varchar(8) not null check (when_overdue in ('PROCEED', 'HOLD')),
  window_days           integer not null check (window_days between 1 and 365),
  watermark             bigint,
  read_at               timestamptz,
  failure               varchar(500) not null default '',
  revision              integer not null,
  unique nulls not distinct (connection_id)
);
