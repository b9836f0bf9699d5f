-- What an item was about, in English as well: whoever ended the meeting read one language, those who read its minutes two.
alter table p_meetings_shown add column card_en ${json};
