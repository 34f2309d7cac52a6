-- The secret that a webhook had before signs beside the new one until then; null: there is none.
alter table webhook add column previous_secret varchar(200);
alter table webhook add column previous_until timestamp with time zone;
-- Whether a notice was handed on is asked of every notice that nobody has looked at.
create index ix_notice_escalates on notice (escalates_id);
