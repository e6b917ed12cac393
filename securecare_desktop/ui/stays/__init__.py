"""The Stay tab: why somebody is here, the law it rests on, who was told, arrival and moving on."""
