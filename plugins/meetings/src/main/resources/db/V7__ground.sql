-- Which items of a quality dialogue get what Samsyn knows of the unit, whatever they are called.
alter table p_meetings_template_item add column ground text check (ground in ('STRENGTHS', 'CHALLENGES'));
update p_meetings_template_item set ground = 'STRENGTHS'
 where title in ('Enhetens styrkor', 'The unit’s strengths')
   and series_id in (select id from p_meetings_series where kind = 'QUALITY_DIALOGUE');
update p_meetings_template_item set ground = 'CHALLENGES'
 where title in ('Enhetens utmaningar', 'The unit’s challenges')
   and series_id in (select id from p_meetings_series where kind = 'QUALITY_DIALOGUE');
