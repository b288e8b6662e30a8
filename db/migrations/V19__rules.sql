-- What becomes of studies that have settled: rules, their versions, and what each said of each study.
create table routing_rule (
  id                uuid primary key,
  name              varchar(64) not null unique,
  position          integer not null,
  enabled           boolean not null,
  active_version    integer,
  active_since      timestamptz,
  active_by_name    varchar(130) not null default '',
  requested_version integer,
  requested_by      uuid,
  requested_by_name varchar(64) not null default '',
  requested_at      timestamptz,
  revision          integer not null default 1,
  created_at        timestamptz not null
);

create table routing_rule_version (
  rule_id     uuid not null references routing_rule (id),
  number      integer not null,
  conditions  text not null,
  series      text not null,
  actions     text not null,
  priority    integer not null check (priority between 1 and 9),
  comment     varchar(500) not null,
  author      uuid,
  author_name varchar(64) not null,
  created_at  timestamptz not null,
  primary key (rule_id, number)
);

create function routing_rule_version_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a rule is never changed';
end $$;
create trigger routing_rule_version_stays before update on routing_rule_version
  for each row execute function routing_rule_version_stays();

alter table routing_rule add foreign key (id, active_version) references routing_rule_version (rule_id, number);
alter table routing_rule add foreign key (id, requested_version) references routing_rule_version (rule_id, number);

create table routing_decision (
  id            uuid primary key,
  sighting_id   uuid not null,
  study_uid     varchar(64) not null,
  digest        varchar(64) not null,
  rule_id       uuid not null,
  rule_name     varchar(64) not null,
  version       integer not null,
  outcome       varchar(8) not null check (outcome in ('MATCH', 'NO_MATCH', 'ERROR')),
  why           jsonb not null,
  jobs          jsonb not null default '[]',
  created_at    timestamptz not null,
  unique (sighting_id, digest, rule_id, version)
);
create index routing_decision_sighting on routing_decision (sighting_id, created_at desc, id desc);
create index routing_decision_rule on routing_decision (rule_id, created_at desc, id desc);
create index routing_decision_telling on routing_decision (rule_id, created_at) where outcome <> 'NO_MATCH';
create index routing_decision_study on routing_decision (study_uid);
create index routing_decision_age on routing_decision (created_at);

-- What rules would have said of studies that came before; nothing is done.
create table routing_dry_run (
  id              uuid primary key,
  rule_id         uuid,
  version         integer,
  last            integer not null,
  since           timestamptz,
  state           varchar(8) not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  turn            integer not null default 0,
  done            integer not null default 0,
  total           integer not null default 0,
  failure         varchar(500),
  counts          text,
  started_by_name varchar(64) not null,
  created_at      timestamptz not null,
  ended_at        timestamptz
);
create index routing_dry_run_created on routing_dry_run (created_at desc, id desc);

create table routing_dry_run_study (
  run_id      uuid not null references routing_dry_run (id) on delete cascade,
  sighting_id uuid not null,
  study_uid   varchar(64) not null,
  before      jsonb not null,
  after       jsonb not null,
  primary key (run_id, sighting_id)
);
create index routing_dry_run_study_study on routing_dry_run_study (study_uid);
