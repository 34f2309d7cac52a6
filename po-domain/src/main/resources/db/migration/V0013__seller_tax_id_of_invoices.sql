-- The seller's tax id as printed: recognises a seller whose name is not known, also later.
alter table invoice add column seller_tax_id varchar(50);
