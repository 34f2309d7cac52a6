-- An import whose file brings the server down, or fails each time, is not tried for ever: how many attempts in a row got no further than
-- one before, and how many rows the furthest one had worked off.
alter table import_job add column fruitless_attempts integer default 0 not null;
alter table import_job add column furthest bigint default 0 not null;

-- Invoices that look like another one are found by their ID as well: there may be very many of one seller, day and amount. Null: from before.
alter table invoice add column loose_hash integer;
drop index ix_invoice_twin;
create index ix_invoice_twin on invoice (seller_key, issue_date, gross, loose_hash);
