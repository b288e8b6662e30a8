-- Until when a sender has a result in hand: what is on its way right now must not be erased under it.
alter table stored_result add column held_until timestamptz;
-- What is kept with an image of the PACS is found by its study after the PACS has lost it.
alter table client_image_info add column study_uid varchar(64);
