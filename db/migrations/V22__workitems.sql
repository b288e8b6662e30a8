-- Work items (UPS) that this service performs: found on the worklist of a PACS, or pushed to it.
create table workitem_performer (
  connection_id  uuid unique nulls not distinct,
  enabled        boolean not null,
  settings       text not null,
  read_at        timestamptz,
  failure        varchar(500) not null default '',
  revision       integer not null default 1
);

-- The transaction UID is here before it is in any request: it alone shows that an item is ours.
create table routing_workitem (
  id                uuid primary key,
  origin            varchar(6) not null check (origin in ('PULLED', 'PUSHED')),
  connection_id     uuid,
  uid               varchar(64) not null,
  transaction_uid   varchar(64) not null,
  state             varchar(10) not null check (state in
    ('CLAIMING', 'WORKING', 'COMPLETING', 'CANCELLING', 'COMPLETED', 'CANCELLED', 'LOST')),
  study_uid         varchar(64) not null,
  series_uid        varchar(64) not null,
  source_id         uuid,
  action            text,
  priority          smallint not null check (priority between 1 and 9),
  job_id            uuid,
  own_job           boolean not null default false,
  outputs           text not null default '[]',
  reason            varchar(500) not null default '',
  progress          smallint not null default 0,
  cancel_requested  boolean not null default false,
  turn              integer not null default 0,
  tries             integer not null default 0,
  failure           varchar(500) not null default '',
  not_before        timestamptz not null,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  unique nulls not distinct (origin, connection_id, uid)
);
create index routing_workitem_created on routing_workitem (created_at desc, id desc);
create index routing_workitem_state on routing_workitem (state, created_at desc, id desc);
create index routing_workitem_study on routing_workitem (study_uid, created_at desc, id desc);
create index routing_workitem_uid on routing_workitem (uid);
create index routing_workitem_job on routing_workitem (job_id) where job_id is not null;
create index routing_workitem_open on routing_workitem (connection_id, not_before)
  where state in ('CLAIMING', 'WORKING', 'COMPLETING', 'CANCELLING');
create index routing_workitem_ended on routing_workitem (ended_at) where ended_at is not null;

-- An item whose row is erased while it is ours is given back all the same; nothing of its study is left.
create table workitem_owed (
  id               uuid primary key,
  connection_id    uuid,
  uid              varchar(64) not null,
  transaction_uid  varchar(64) not null
);
create function routing_workitem_owed() returns trigger language plpgsql as $$
begin
  if old.origin = 'PULLED' and old.state in ('CLAIMING', 'WORKING', 'COMPLETING', 'CANCELLING') then
    insert into workitem_owed (id, connection_id, uid, transaction_uid)
      values (old.id, old.connection_id, old.uid, old.transaction_uid);
  end if;
  return old;
end $$;
create trigger routing_workitem_owed before delete on routing_workitem
  for each row execute function routing_workitem_owed();
