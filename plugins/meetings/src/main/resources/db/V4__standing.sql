-- Whether an item stands on the series' every agenda, so that it is not brought along where nobody touched it.
alter table p_meetings_item add column standing boolean not null default false;
update p_meetings_item set standing = true where proposed_by = '' and carried_from is null;
