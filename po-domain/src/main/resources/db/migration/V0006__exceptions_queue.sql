-- The queue of exceptions: since when an invoice waits, for whom, and which doubts about it somebody has settled.

alter table invoice add column exception_since timestamp with time zone;
alter table invoice add column assigned_to varchar(100);
alter table invoice add column accepted_codes varchar(200);

-- What was matched before these doubts were known stays so.
update invoice set accepted_codes = 'DUPLICATE,AMOUNT_INCONSISTENT' where state <> 'EXCEPTION';
update invoice set exception_since = updated_at where state = 'EXCEPTION';

create index ix_invoice_assigned on invoice (assigned_to, state);
-- Invoices that look like another one.
create index ix_invoice_twin on invoice (seller_key, issue_date, gross);
