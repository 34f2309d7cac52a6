-- Contacts that stay right: who is on new purchase orders from the start, who took over from whom, and which addresses no mail reaches.
alter table contact add column default_contact smallint default 0 not null;
alter table contact add column replaced_by bigint;
alter table contact add column undeliverable_since timestamp with time zone;
alter table contact add column undeliverable_reason varchar(1000);
alter table contact add constraint fk_contact_replaced_by foreign key (replaced_by) references contact (id);

create index ix_contact_replaced_by on contact (replaced_by);
-- The few contacts that new purchase orders begin with.
create index ix_contact_default on contact (default_contact);
