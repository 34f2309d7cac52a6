-- People who sign in by OpenID Connect: known by who vouches for them and by their subject there, without a password here.
alter table user_account alter column password_hash drop not null;
alter table user_account add column issuer varchar(500);
alter table user_account add column subject varchar(255);
alter table user_account add column email varchar(320);
alter table user_account add constraint uq_user_account_subject unique (issuer, subject);
alter table user_account add constraint ck_user_account_sign_in check
  ((issuer is null and subject is null and password_hash is not null) or (issuer is not null and subject is not null and password_hash is null));
