create sequence document_content_seq start with 50 increment by 50;
create sequence purchase_order_document_seq start with 50 increment by 50;

-- What the parts of a document belong to; written before the document, so that a large upload is no long transaction. What no document names after a day is deleted.
create table document_content (
  id        bigint not null,
  stored_at timestamp with time zone not null,
  constraint pk_document_content primary key (id)
);
create index ix_document_content_stored on document_content (stored_at);

-- A piece of a document, deflated (RFC 1951).
create table document_part (
  content_id  bigint  not null,
  part_number integer not null,
  content     bytea   not null,
  constraint pk_document_part primary key (content_id, part_number),
  constraint fk_document_part_content foreign key (content_id) references document_content (id)
);

create table purchase_order_document (
  id                bigint       not null,
  purchase_order_pk bigint       not null,
  content_id        bigint       not null,
  name              varchar(400) not null,
  document_type     varchar(10)  not null,
  size_bytes        bigint       not null,
  sha256            varchar(64)  not null,
  added_at          timestamp with time zone not null,
  added_by          varchar(100) not null,
  constraint pk_purchase_order_document primary key (id),
  constraint uq_purchase_order_document_content unique (content_id),
  -- The same document twice is one.
  constraint uq_purchase_order_document_sha256 unique (purchase_order_pk, sha256),
  constraint ck_purchase_order_document_size check (size_bytes > 0),
  constraint fk_purchase_order_document_order foreign key (purchase_order_pk) references purchase_order (id),
  constraint fk_purchase_order_document_content foreign key (content_id) references document_content (id)
);

-- The purchase order that this one continues.
alter table purchase_order add column rolled_over_from_pk bigint;
alter table purchase_order add constraint fk_purchase_order_rolled_over_from foreign key (rolled_over_from_pk) references purchase_order (id);
create index ix_purchase_order_rolled_over_from on purchase_order (rolled_over_from_pk);
