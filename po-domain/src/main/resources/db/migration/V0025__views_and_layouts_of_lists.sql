-- Named views of lists, each of one person: the query of the list's address.
create sequence saved_view_seq start with 50 increment by 50;
create table saved_view (
  id         bigint        not null,
  account_id bigint        not null,
  list_name  varchar(30)   not null,
  name       varchar(40)   not null,
  name_key   varchar(40)   not null,
  query      varchar(2000) not null,
  created_at timestamp with time zone not null,
  constraint pk_saved_view primary key (id),
  constraint fk_saved_view_account foreign key (account_id) references user_account (id),
  constraint uq_saved_view_name unique (account_id, list_name, name_key)
);

-- Which columns a person wants in which order (null: those the list has by itself), and how high the rows are.
create sequence list_layout_seq start with 50 increment by 50;
create table list_layout (
  id           bigint      not null,
  account_id   bigint      not null,
  list_name    varchar(30) not null,
  column_names varchar(400),
  compact      smallint    not null,
  constraint pk_list_layout primary key (id),
  constraint fk_list_layout_account foreign key (account_id) references user_account (id),
  constraint uq_list_layout unique (account_id, list_name),
  constraint ck_list_layout_compact check (compact in (0, 1))
);
