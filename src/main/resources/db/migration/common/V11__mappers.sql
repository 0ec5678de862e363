-- What scopes and clients say in tokens, and what is known about people and service accounts beyond their names.
ALTER TABLE client_scope ADD COLUMN consent_text TEXT NOT NULL DEFAULT '';
ALTER TABLE client_scope ADD COLUMN mappers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client ADD COLUMN mappers TEXT NOT NULL DEFAULT '[]';
ALTER TABLE client ADD COLUMN service_account TEXT NOT NULL DEFAULT '{}';
ALTER TABLE person ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE person ADD COLUMN required_actions TEXT NOT NULL DEFAULT '[]';

-- The built-in scopes said these claims without mappers until now.
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"full name","type":"full-name","claim":"name","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{}}' || ',' ||
        '{"id":"' || id || ':2","name":"username","type":"user-property","claim":"preferred_username","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"username"}}' || ',' ||
        '{"id":"' || id || ':3","name":"firstName","type":"user-property","claim":"given_name","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"firstName"}}' || ',' ||
        '{"id":"' || id || ':4","name":"lastName","type":"user-property","claim":"family_name","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"lastName"}}' || ',' ||
        '{"id":"' || id || ':5","name":"middleName","type":"user-attribute","claim":"middle_name","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"middleName"}}' || ',' ||
        '{"id":"' || id || ':6","name":"nickname","type":"user-attribute","claim":"nickname","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"nickname"}}' || ',' ||
        '{"id":"' || id || ':7","name":"profile","type":"user-attribute","claim":"profile","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"profile"}}' || ',' ||
        '{"id":"' || id || ':8","name":"picture","type":"user-attribute","claim":"picture","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"picture"}}' || ',' ||
        '{"id":"' || id || ':9","name":"website","type":"user-attribute","claim":"website","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"website"}}' || ',' ||
        '{"id":"' || id || ':10","name":"gender","type":"user-attribute","claim":"gender","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"gender"}}' || ',' ||
        '{"id":"' || id || ':11","name":"birthdate","type":"user-attribute","claim":"birthdate","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"birthdate"}}' || ',' ||
        '{"id":"' || id || ':12","name":"zoneinfo","type":"user-attribute","claim":"zoneinfo","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"zoneinfo"}}' || ',' ||
        '{"id":"' || id || ':13","name":"locale","type":"user-attribute","claim":"locale","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"locale"}}' || ',' ||
        '{"id":"' || id || ':14","name":"updatedAt","type":"user-attribute","claim":"updated_at","jsonType":"number","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"updatedAt"}}' || ']'
 WHERE built_in AND name = 'profile';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"email","type":"user-property","claim":"email","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"email"}}' || ',' ||
        '{"id":"' || id || ':2","name":"emailVerified","type":"user-property","claim":"email_verified","jsonType":"boolean","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"emailVerified"}}' || ']'
 WHERE built_in AND name = 'email';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"address","type":"address","claim":"address","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{}}' || ']'
 WHERE built_in AND name = 'address';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"phoneNumber","type":"user-attribute","claim":"phone_number","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"phoneNumber"}}' || ',' ||
        '{"id":"' || id || ':2","name":"phoneNumberVerified","type":"user-attribute","claim":"phone_number_verified","jsonType":"boolean","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"attribute":"phoneNumberVerified"}}' || ']'
 WHERE built_in AND name = 'phone';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"realm roles","type":"realm-roles","claim":"realm_access.roles","jsonType":"string","multivalued":true,"tokens":["access_token","introspection"],"config":{}}' || ',' ||
        '{"id":"' || id || ':2","name":"roles","type":"realm-roles","claim":"roles","jsonType":"string","multivalued":true,"tokens":["access_token","introspection"],"config":{}}' || ',' ||
        '{"id":"' || id || ':3","name":"client roles","type":"client-roles","claim":"resource_access.$' || '{client_id}.roles","jsonType":"string","multivalued":true,"tokens":["access_token","introspection"],"config":{}}' || ',' ||
        '{"id":"' || id || ':4","name":"audience resolve","type":"audience-resolve","claim":"","jsonType":"string","multivalued":false,"tokens":["access_token","introspection"],"config":{}}' || ']'
 WHERE built_in AND name = 'roles';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"username","type":"user-property","claim":"upn","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","userinfo","introspection"],"config":{"property":"username"}}' || ',' ||
        '{"id":"' || id || ':2","name":"groups","type":"realm-roles","claim":"groups","jsonType":"string","multivalued":true,"tokens":["access_token","introspection"],"config":{}}' || ']'
 WHERE built_in AND name = 'microprofile-jwt';
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"allowed web origins","type":"allowed-origins","claim":"allowed-origins","jsonType":"string","multivalued":true,"tokens":["access_token","introspection"],"config":{}}' || ']'
 WHERE built_in AND name = 'web-origins';
