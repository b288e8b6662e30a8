-- Lanes of work in the background: a row says that somebody has to look at a row of ours, which alone is the truth. The columns
-- and indexes are those that db-scheduler documents for PostgreSQL, with priority.
create table queue_io (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index queue_io_execution_time on queue_io (execution_time);
create index queue_io_last_heartbeat on queue_io (last_heartbeat);
create index queue_io_priority on queue_io (priority desc, execution_time);

create table queue_light (like queue_io including constraints including indexes);

-- The bytes of results, in a table of their own: looking at how far a result is never meets them.
create table stored_result_bytes (
  result_id uuid primary key references stored_result (id),
  dataset   bytea not null
);
insert into stored_result_bytes (result_id, dataset)
  select id, dataset from stored_result where octet_length(dataset) > 0;
alter table stored_result drop column dataset;

create index stored_result_rejected on stored_result (created_at) where state = 'REJECTED';
-- For what goes by age.
create index audit_event_at on audit_event (at);
create index annotation_session_closed on annotation_session (closed_at) where state = 'CLOSED';
