-- Versions of models, which of them answer, how they did in trials, and the training runs that made some of them.

-- A version is its descriptor, which names its weights by their hash; files lie in deepgrow.models.store under the digest.
create table model_version (
  id            uuid primary key,
  model         varchar(64) not null,
  digest        varchar(64) not null unique,
  sha256        varchar(64) not null,
  descriptor    text not null,
  source        varchar(16) not null check (source in ('BUNDLED', 'MOUNTED', 'UPLOADED', 'TRAINED')),
  training_run  uuid,
  added_by      uuid,
  added_by_name varchar(64) not null,
  added_at      timestamptz not null,
  tried_at      timestamptz
);
create index model_version_model on model_version (model, added_at desc, id desc);
create index model_version_added on model_version (added_at desc, id desc);

-- Which version of a model new sessions begin with; another may have a share of them.
create table model_choice (
  model         varchar(64) primary key,
  version_id    uuid not null references model_version (id),
  by_hand       boolean not null,
  canary_id     uuid references model_version (id),
  canary_share  integer not null default 0 check (canary_share between 0 and 99)
);

-- The model of sessions that name none, where somebody has chosen another than the settings.
create table model_standard (
  only_row      boolean primary key default true check (only_row),
  model         varchar(64) not null
);

-- What was changed or is requested to be, the newest last.
create table model_change (
  id                bigint generated always as identity primary key,
  model             varchar(64) not null,
  version_id        uuid not null references model_version (id),
  before_id         uuid references model_version (id),
  kind              varchar(16) not null check (kind in ('START', 'ACTIVATE', 'ROLL_BACK', 'CANARY', 'STOP_CANARY')),
  share             integer not null default 0,
  standard          boolean not null default false,
  standard_before   varchar(64),
  state             varchar(16) not null check (state in ('REQUESTED', 'DONE', 'WITHDRAWN')),
  requested_by      uuid,
  requested_by_name varchar(64) not null,
  requested_at      timestamptz not null,
  decided_by_name   varchar(64) not null default '',
  decided_at        timestamptz
);
create unique index model_change_requested on model_change (model) where state = 'REQUESTED';
create index model_change_model on model_change (model, id desc);

-- A session keeps the version that it began with.
alter table annotation_session add column model_version uuid references model_version (id);
create index annotation_session_version on annotation_session (model_version, created_at desc, id desc);
create index annotation_session_no_version on annotation_session (model_id) where model_version is null;

-- How long the network and what is around it took for a mask; null where another way made it.
alter table mask_revision add column network_micros bigint;

create table model_trial (
  id            uuid primary key,
  version_id    uuid not null references model_version (id),
  kind          varchar(16) not null check (kind in ('PHANTOM', 'SESSION')),
  session_id    uuid references annotation_session (id),
  state         varchar(16) not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  done          integer not null default 0,
  total         integer not null default 0,
  turn          integer not null default 0,
  failure       varchar(500),
  outcome       text,
  picture       bytea,
  started_by_name varchar(64) not null,
  created_at    timestamptz not null,
  ended_at      timestamptz
);
create index model_trial_version on model_trial (version_id, created_at desc);
create index model_trial_session on model_trial (session_id);
create index model_trial_open on model_trial (created_at) where state in ('QUEUED', 'RUNNING');

-- Trials take minutes of a processor; they wait for one another and not for sweeps.
create table queue_long (like queue_io including constraints including indexes);

create table training_run (
  id              uuid primary key,
  data_kind       varchar(16) not null check (data_kind in ('FOLDER', 'PROJECT')),
  data_name       varchar(1000) not null,
  data_sha256     varchar(64),
  settings        text not null,
  state           varchar(16) not null check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
  cancelling      boolean not null default false,
  step            bigint not null default 0,
  steps           bigint not null default 0,
  left_seconds    bigint,
  failure         varchar(500),
  curves          text not null default '',
  last_lines      text not null default '',
  host            varchar(200) not null default '',
  pid             bigint not null default 0,
  pid_started     timestamptz,
  seen_at         timestamptz,
  started_by      uuid,
  started_by_name varchar(64) not null,
  created_at      timestamptz not null,
  begun_at        timestamptz,
  ended_at        timestamptz
);
create index training_run_created on training_run (created_at desc, id desc);
create index training_run_open on training_run (created_at) where state in ('QUEUED', 'RUNNING');
alter table model_version add foreign key (training_run) references training_run (id);
