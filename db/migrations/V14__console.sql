-- For the console's lists of sessions and results: each filter with its order, so that a page reads the rows that it shows.
create index annotation_session_created on annotation_session (created_at desc, id desc);
create index annotation_session_state on annotation_session (state, created_at desc, id desc);
create index annotation_session_study on annotation_session (study_uid, created_at desc, id desc);
create index annotation_session_opener on annotation_session (created_by_name, created_at desc, id desc);
create index annotation_session_model on annotation_session (model_id, created_at desc, id desc);
create index stored_result_created on stored_result (created_at desc, id desc);
create index stored_result_state on stored_result (state, created_at desc, id desc);
create index stored_result_study on stored_result (study_uid, created_at desc, id desc);
create index stored_result_refused on stored_result (reason, created_at desc, id desc) where state = 'REJECTED';
