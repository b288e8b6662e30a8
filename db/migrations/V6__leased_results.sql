-- Who works on a result holds it by a number that grows with each claim; tries to read it back are counted on their own.
alter table stored_result add column claim integer not null default 0;
alter table stored_result add column checks integer not null default 0;
