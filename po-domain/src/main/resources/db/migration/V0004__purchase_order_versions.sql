-- Every saved change of a purchase order as a version. Orders that are here already get their first version with their next change.
create sequence purchase_order_version_seq start with 50 increment by 50;

create table purchase_order_version (
  id                bigint       not null,
  purchase_order_pk bigint       not null,
  version_number    integer      not null,
  at                timestamp with time zone not null,
  actor             varchar(100) not null,
  action            varchar(50)  not null,
  reason            varchar(1000),
  -- The whole order as JSON; without a length, because a purchase order at all limits at once is longer than any column.
  state             text         not null,
  constraint pk_purchase_order_version primary key (id),
  constraint uq_purchase_order_version_number unique (purchase_order_pk, version_number),
  constraint fk_purchase_order_version_order foreign key (purchase_order_pk) references purchase_order (id)
);
