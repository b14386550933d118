"""The lists of actors that are made from tables: office holders, parties, armed groups, peoples, interest groups, media, organisations."""
