-- An import whose file brings the server down, or fails each time, is not tried for ever: how many attempts in a row got no further than
-- one before, and how many rows the furthest one had worked off.
alter table import_job add column fruitless_attempts integer default 0 not null;
alter table import_job add column furthest bigint default 0 not null;
