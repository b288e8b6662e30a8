-- Work for people: a series to mark. Structures are ids with commas between them.
create table reading_task (
  id             uuid primary key,
  job_id         uuid,
  connection_id  uuid,
  study_uid      varchar(64) not null,
  series_uid     varchar(64) not null,
  project_id     uuid,
  account_id     uuid,
  account_name   varchar(120) not null default '',
  structures     varchar(2000) not null default '',
  priority       integer not null check (priority between 1 and 9),
  due            timestamptz,
  reason         varchar(500) not null default '',
  state          varchar(9) not null
    check (state in ('OPEN', 'CLAIMED', 'STARTED', 'SUBMITTED', 'RETURNED', 'DONE', 'WITHDRAWN')),
  session_id     uuid,
  result_id      uuid,
  holder_id      uuid,
  holder_name    varchar(120) not null default '',
  claim_until    timestamptz,
  work_since     timestamptz,
  comment        varchar(2000) not null default '',
  created_by     varchar(120) not null,
  created_at     timestamptz not null,
  changed_at     timestamptz not null,
  check ((state in ('CLAIMED', 'STARTED')) = (claim_until is not null))
);
create index reading_task_waiting on reading_task (created_at)
  where state in ('OPEN', 'CLAIMED', 'STARTED', 'SUBMITTED', 'RETURNED');
create index reading_task_ended on reading_task (changed_at) where state in ('DONE', 'WITHDRAWN');
create index reading_task_holder on reading_task (holder_name, state);
create index reading_task_study on reading_task (study_uid);
create index reading_task_session on reading_task (session_id) where session_id is not null;
create index reading_task_claim on reading_task (claim_until) where claim_until is not null;
