"""Agencies, posts, officials, accounts."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Account(AbstractBaseUser):
    """Who may sign in."""

    username = models.CharField(max_length=60, unique=True)
    USERNAME_FIELD = "username"
    objects = BaseUserManager["Account"]()
