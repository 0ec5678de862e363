-- The built-in scope acr said nothing until now.
UPDATE client_scope SET mappers = '[' ||
        '{"id":"' || id || ':1","name":"acr","type":"acr","claim":"","jsonType":"string","multivalued":false,"tokens":["access_token","id_token","introspection"],"config":{}}' || ']'
 WHERE built_in AND name = 'acr' AND mappers = '[]';
