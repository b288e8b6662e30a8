-- Whose work a session is now, which a handover changes, and who changed anything in it last.
alter table annotation_session
  add column owner_id       uuid,
  add column owner_name     varchar(120) not null default '',
  add column worked_by_name varchar(120) not null default '',
  add column worked_at      timestamptz;
update annotation_session set owner_id = created_by, owner_name = created_by_name;
create index annotation_session_owner on annotation_session (owner_id, created_at);
