-- Who works on a result holds it by a number that grows with each claim; tries to read it back are counted on their own.
alter table stored_result add column claim integer not null default 0;
alter table stored_result add column checks integer not null default 0;
-- What a key was used for, and what a user should know of a result that went well.
alter table stored_result add column request_hash varchar(64);
alter table stored_result add column note varchar(500);
-- Whose study it was when the session was opened: a digest that tells nobody who it is, only whether it is still the same.
alter table annotation_session add column patient_digest varchar(64);
